package dev.cairn.server.command.doctor;

/**
 * What one check found.
 *
 * @param name what was checked
 * @param state whether it is as it should be
 * @param finding what was found
 * @param repair what to do; empty if nothing is to be done
 */
record Check(String name, State state, String finding, String repair) {

    /** How serious a finding is. */
    enum State {
        OK,
        /** Cairn works, but not fully. */
        WARNING,
        /** A part of Cairn does not work. */
        FAILED
    }

    static Check ok(String name, String finding) {
        return new Check(name, State.OK, finding, "");
    }

    static Check warning(String name, String finding, String repair) {
        return new Check(name, State.WARNING, finding, repair);
    }

    static Check failed(String name, String finding, String repair) {
        return new Check(name, State.FAILED, finding, repair);
    }
}
