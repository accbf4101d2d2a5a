package dev.sluice.broker.cli;

import dev.sluice.broker.json.JsonObject;
import dev.sluice.broker.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dlq}. */
@Command(
        name = "dlq",
        description = "dead letters: who has them, and taking them back",
        synopsisSubcommandLabel = "COMMAND")
final class DeadLetterCommands {
    private static final String QUEUE = "QUEUE";
    private static final String QUEUE_TEXT = "the dead-letter queue";

    @Command(name = "redrive", description = "move dead letters back to the queues they came from")
    int redrive(
            @Mixin Remote remote,
            @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name,
            @Option(names = "--to", paramLabel = QUEUE, description = "move them there instead") @Nullable
                    String destination,
            @Option(names = "--rate", paramLabel = "N", description = "messages a second at most, 1 to 500") @Nullable
                    Integer rate) {
        var source = Queue.find(remote, name);
        var request = new LinkedHashMap<String, Object>();
        request.put("SourceArn", source.arn());
        if (destination != null) {
            request.put("DestinationArn", Queue.find(remote, destination).arn());
        }
        if (rate != null) request.put("MaxNumberOfMessagesPerSecond", rate);
        JsonObject started = source.ask("StartMessageMoveTask", request);
        remote.show(started, started.textOrEmpty("TaskHandle"));
        return ExitCodes.DONE;
    }

    @Command(name = "tasks", description = "show the latest redrives of a dead-letter queue and how far they are")
    int tasks(@Mixin Remote remote, @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name) {
        var source = Queue.find(remote, name);
        JsonObject listed = source.ask("ListMessageMoveTasks", Map.of("SourceArn", source.arn(), "MaxResults", 10));
        List<JsonObject> tasks = listed.objectsOrEmpty("Results");
        var table = new Table("STATUS", "MOVED", "OF", "TO", "HANDLE");
        remote.show(tasks, "TaskHandle", table, task -> new Object[] {
            task.textOrEmpty("Status"),
            task.textOrEmpty("ApproximateNumberOfMessagesMoved"),
            task.textOrEmpty("ApproximateNumberOfMessagesToMove"),
            task.textOrEmpty("DestinationArn"),
            task.textOrEmpty("TaskHandle")
        });
        return ExitCodes.DONE;
    }

    @Command(name = "cancel", description = "stop a redrive; what was moved stays moved")
    int cancel(
            @Mixin Remote remote,
            @Parameters(paramLabel = "HANDLE", description = "as redrive or tasks printed it") String handle) {
        JsonObject cancelled = remote.sqs("CancelMessageMoveTask", Map.of("TaskHandle", handle));
        remote.show(cancelled, cancelled.textOrEmpty("ApproximateNumberOfMessagesMoved") + " messages were moved");
        return ExitCodes.DONE;
    }

    @Command(name = "sources", description = "list the queues whose dead letters come here")
    int sources(@Mixin Remote remote, @Parameters(paramLabel = QUEUE, description = QUEUE_TEXT) String name) {
        JsonObject listed = Queue.find(remote, name).call("ListDeadLetterSourceQueues", Map.of());
        if (remote.format == Remote.Format.JSON) {
            remote.out.println(JsonText.pretty(listed));
        } else if (listed.members().get("queueUrls") instanceof List<?> urls) {
            for (Object url : urls) {
                String text = url.toString();
                remote.out.println(text.substring(text.lastIndexOf('/') + 1));
            }
        }
        return ExitCodes.DONE;
    }
}
