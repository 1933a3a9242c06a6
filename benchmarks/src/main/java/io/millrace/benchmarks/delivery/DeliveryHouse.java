package io.millrace.benchmarks.delivery;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.catalog.Catalog;
import io.millrace.delivery.Delivery;
import io.millrace.delivery.DeliveryConfig;
import io.millrace.delivery.DeliveryParts;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.functions.Functions;
import io.millrace.functions.FunctionsConfig;
import io.millrace.functions.FunctionsPlace;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.store.DiskStore;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireService;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/** The write side over a directory, with a bucket and a role that may write to it. */
final class DeliveryHouse implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final Caller ROOT = Caller.root(ACCOUNT);
    static final String REGION = "us-east-1";

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ControlDatabase database;
    private final Functions functions;
    private final OpenData open;
    private final Delivery delivery;

    DeliveryHouse(Path directory) throws Exception {
        Clock clock = Clock.system();
        LocalDisk disk = new LocalDisk();
        SecureRandom random = new SecureRandom();
        Files.createDirectories(directory);
        database = ControlDatabase.open(directory.resolve("control.db"));
        Access access = new Access(database, clock, ACCOUNT, new RootKey("AKIABENCH", "secret"), event -> {});
        FunctionsPlace place =
                new FunctionsPlace(directory.resolve("functions"), ACCOUNT, () -> "http://127.0.0.1:4577");
        functions = new Functions(database, disk, access, clock, scheduler, place, FunctionsConfig.defaults());
        ChangeFeed feed = new ChangeFeed(scheduler);
        DiskStore store = DiskStore.open(new DiskStore.Parts(disk, clock, random, feed), directory);
        store.createBucket("lake", REGION);
        open = new OpenData(disk, directory.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        delivery = new Delivery(
                new DeliveryParts(
                        database, disk, open, store, clock, scheduler, random, directory.resolve("delivery"), ACCOUNT),
                access,
                functions,
                new ObjectsDoor(store, access),
                new Catalog(database, clock),
                CoreConfig.defaults(),
                DeliveryConfig.defaults());
        delivery.start();
        form(
                access,
                "Action=CreateRole&RoleName=firehose&AssumeRolePolicyDocument=",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"firehose.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}");
        form(
                access,
                "Action=PutRolePolicy&RoleName=firehose&PolicyName=p&PolicyDocument=",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\","
                        + "\"Resource\":\"*\"}}");
    }

    private static void form(Access access, String head, String document) throws Exception {
        send(
                access.iam(),
                Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                head + URLEncoder.encode(document, StandardCharsets.UTF_8));
    }

    Delivery delivery() {
        return delivery;
    }

    /** @param processing a JSON text, or empty */
    void createStream(String name, String processing) throws Exception {
        send(
                delivery.firehose(),
                Map.of("x-amz-target", List.of("Firehose_20150804.CreateDeliveryStream")),
                "{\"DeliveryStreamName\":\"" + name + "\",\"ExtendedS3DestinationConfiguration\":{\"RoleARN\":"
                        + "\"arn:aws:iam::" + ACCOUNT + ":role/firehose\",\"BucketARN\":\"arn:aws:s3:::lake\","
                        + "\"BufferingHints\":{\"SizeInMBs\":128,\"IntervalInSeconds\":300}"
                        + (processing.isEmpty() ? "" : ",\"ProcessingConfiguration\":" + processing) + "}}");
    }

    private static void send(WireService service, Map<String, List<String>> headers, String body) throws Exception {
        service.handle(new WireRequest(
                "POST",
                "/",
                "/",
                Map.of(),
                headers,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                ROOT,
                REGION,
                "bench"));
    }

    @Override
    public void close() {
        delivery.close();
        open.close();
        functions.close();
        scheduler.close();
        database.close();
    }
}
