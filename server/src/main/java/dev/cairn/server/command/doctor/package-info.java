/**
 * Checks of what Cairn needs from the machine and from the project, each with its repair.
 *
 * <p>Start at {@link dev.cairn.server.command.doctor.DoctorCommand}.
 */
@NullMarked
package dev.cairn.server.command.doctor;

import org.jspecify.annotations.NullMarked;
