package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;

/**
 * The start parameters of the vectorization worker's process.
 *
 * @param database the configuration of the index's database
 * @param settings the settings of the worker
 */
record VectorizationParameters(DatabaseConfiguration database, VectorizationSettings settings) {}
