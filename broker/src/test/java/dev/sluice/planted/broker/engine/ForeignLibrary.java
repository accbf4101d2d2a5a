package dev.sluice.planted.broker.engine;

import org.slf4j.Logger;

record ForeignLibrary(Logger logger) {}
