package dev.sluice.planted.broker.unlisted;

final class Stray {}
