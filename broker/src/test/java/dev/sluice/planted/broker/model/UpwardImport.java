package dev.sluice.planted.broker.model;

import dev.sluice.planted.broker.shard.Plain;

record UpwardImport(Plain above) {}
