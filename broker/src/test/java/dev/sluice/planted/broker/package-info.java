/** Classes that break the rules of LayersTest and PurityTest, one each, to prove that the tests would find it. */
package dev.sluice.planted.broker;
