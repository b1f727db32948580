/** What the index knows about C#. */
@NullMarked
package dev.cairn.index.language.csharp;

import org.jspecify.annotations.NullMarked;
