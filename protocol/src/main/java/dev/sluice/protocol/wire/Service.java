package dev.sluice.protocol.wire;

/** A service of AWS, as its answers in the Query protocol show it. */
public enum Service {
    SQS("http://queue.amazonaws.com/doc/2012-11-05/"),
    SNS("http://sns.amazonaws.com/doc/2010-03-31/"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/");

    private final String namespace;

    Service(String namespace) {
        this.namespace = namespace;
    }

    /** Of the XML of every answer. */
    String namespace() {
        return namespace;
    }
}
