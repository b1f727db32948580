@NullMarked
package dev.cairn.worker.service;

import org.jspecify.annotations.NullMarked;
