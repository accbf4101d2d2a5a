package dev.sluice.client.internal;

/** How many more messages the application wants, beyond how many it can have at once. Asked by the consumer's loop. */
interface Demand {

    /** Whoever consumes with a handler wants all there are. */
    Demand ENDLESS = new Demand() {
        @Override
        public long left() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean take() {
            return true;
        }
    };

    long left();

    /** Takes one of them; false when there is none left. */
    boolean take();

    /** The consumer closes: no message begins any more. */
    default void noMore() {}
}
