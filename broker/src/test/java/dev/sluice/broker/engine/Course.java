package dev.sluice.broker.engine;

/** How turns and restarts fall between the commands of a test: no rule may depend on it. */
enum Course {
    A_TURN_FOR_EACH_COMMAND,
    ONE_TURN_FOR_ALL,
    A_RESTART_AFTER_EACH_COMMAND
}
