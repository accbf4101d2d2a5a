package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queues, topics, policies and subscriptions by Terraform's AWS provider, which reads a queue's attributes back until it
 * has seen them six times as they were set, five seconds apart, so this takes minutes, most of them waiting, and runs
 * beside the others. An attribute that reads back otherwise shows as a failed apply or as a plan that is not empty. All
 * is in one workspace, as each command of Terraform's has the provider compute its schemas for seconds.
 */
@EnabledIf(
        value = "dev.sluice.broker.suite.Terraform#isInstalled",
        disabledReason = "Terraform or a mirror of its AWS provider is not installed")
@Order(1)
class TerraformIT {
    private static final String CHANGED = "-var-file=changed.tfvars";

    @TempDir
    Path directory;

    @Test
    void whatIsAppliedReadsBackAsItIsDeclaredUntilItIsDestroyed() throws Exception {
        try (var broker = LocalBroker.start(directory)) {
            Path workspace = Files.createDirectory(directory.resolve("terraform"));
            var terraform =
                    Terraform.in(workspace, broker.endpoint(), "main.tf", "queues.tf", "topics.tf", "changed.tfvars");
            Sqs sqs = new JsonSqs(broker.endpoint()).open("123456789012", "us-east-1");
            Sqs sns = new QuerySns(broker.endpoint()).open("123456789012", "us-east-1");

            assertThat(terraform.succeed("apply", "-auto-approve", "-input=false"))
                    .contains("account = \"123456789012\"");
            assertThat(terraform.plan()).isEmpty();

            assertThat(terraform.plan(CHANGED, "-out=change")).isNotEmpty();
            terraform.succeed("apply", "-input=false", "change");
            assertThat(terraform.plan(CHANGED)).isEmpty();

            terraform.succeed("destroy", "-auto-approve", "-input=false", "-refresh=false", CHANGED);
            assertThat(sqs.call("ListQueues", Members.of()).has("QueueUrls")).isFalse();
            assertThat(sns.call("ListTopics", Members.of()).text("Topics")).isEmpty();
        }
    }
}
