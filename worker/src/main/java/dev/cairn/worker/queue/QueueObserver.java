package dev.cairn.worker.queue;

/** Is told how long sessions wait and hold, for measurements. */
public interface QueueObserver {

    /** Measures nothing. */
    QueueObserver NONE =
            new QueueObserver() {
                @Override
                public void waited(long nanos) {}

                @Override
                public void held(long nanos) {}

                @Override
                public void grouped(int size) {}
            };

    /** Called when a ticket gets the write lock or, in a group, is done. */
    void waited(long nanos);

    /** Called when the write lock is given up. */
    void held(long nanos);

    /** Called when a group of so many pieces of work is finished. */
    void grouped(int size);
}
