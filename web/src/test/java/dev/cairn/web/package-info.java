@NullMarked
package dev.cairn.web;

import org.jspecify.annotations.NullMarked;
