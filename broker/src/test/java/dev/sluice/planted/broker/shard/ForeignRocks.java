package dev.sluice.planted.broker.shard;

import org.rocksdb.RocksDB;

record ForeignRocks(RocksDB database) {}
