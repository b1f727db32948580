@NullMarked
package dev.cairn.server.process.repair;

import org.jspecify.annotations.NullMarked;
