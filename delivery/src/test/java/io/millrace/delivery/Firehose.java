package io.millrace.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.Disk;
import io.millrace.base.disk.LocalDisk;
import io.millrace.catalog.Catalog;
import io.millrace.delivery.core.CoreConfig;
import io.millrace.functions.Functions;
import io.millrace.functions.FunctionsConfig;
import io.millrace.functions.FunctionsPlace;
import io.millrace.objects.door.ObjectsDoor;
import io.millrace.objects.feed.ChangeFeed;
import io.millrace.objects.open.Freshness;
import io.millrace.objects.open.OpenConfig;
import io.millrace.objects.open.OpenData;
import io.millrace.objects.open.OpenObject;
import io.millrace.objects.open.OpenSnapshot;
import io.millrace.objects.store.DiskStore;
import io.millrace.objects.store.ListRequest;
import io.millrace.objects.store.ObjectInfo;
import io.millrace.objects.store.StoredObject;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import io.millrace.wire.http.PageRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The station with all that it stands on over a directory, called as the HTTP server would. */
final class Firehose implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    static final Caller ROOT = Caller.root(ACCOUNT);
    static final String ROLE = "arn:aws:iam::000000000000:role/firehose";
    static final String BUCKET = "clicks";

    private final ControlDatabase database;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final Access access;
    private final Functions functions;
    private final DiskStore store;
    private final OpenData open;
    private final Catalog catalog;
    private final Delivery delivery;

    Firehose(Path directory) throws IOException {
        this(directory, new LocalDisk(), CoreConfig.defaults());
    }

    /** @param disk of the logs, open data and objects */
    Firehose(Path directory, Disk disk, CoreConfig config) throws IOException {
        SecureRandom random = new SecureRandom();
        Clock clock = Clock.system();
        database = ControlDatabase.open(directory.resolve("control.db"));
        access = new Access(database, clock, ACCOUNT, new RootKey("AKIAROOTROOT", "secretsecret"), event -> {});
        FunctionsPlace place =
                new FunctionsPlace(directory.resolve("functions"), ACCOUNT, () -> "http://127.0.0.1:4577");
        functions =
                new Functions(database, new LocalDisk(), access, clock, scheduler, place, FunctionsConfig.defaults());
        ChangeFeed feed = new ChangeFeed(scheduler);
        store = DiskStore.open(new DiskStore.Parts(disk, clock, random, feed), directory);
        open = new OpenData(disk, directory.resolve("open"), store, feed, clock, scheduler, OpenConfig.defaults());
        catalog = new Catalog(database, clock);
        delivery = new Delivery(
                new DeliveryParts(
                        database, disk, open, store, clock, scheduler, random, directory.resolve("delivery"), ACCOUNT),
                access,
                functions,
                new ObjectsDoor(store, access),
                catalog,
                config,
                DeliveryConfig.defaults());
        delivery.start();
    }

    /** With the bucket, and roles for Firehose (which may write to it and invoke functions) and for Lambda. */
    static Firehose provisioned(Path directory) throws Exception {
        return provisioned(directory, new LocalDisk(), CoreConfig.defaults());
    }

    static Firehose provisioned(Path directory, Disk disk, CoreConfig config) throws Exception {
        Firehose firehose = new Firehose(directory, disk, config);
        firehose.store.createBucket(BUCKET, "us-east-1");
        firehose.createRole("firehose");
        firehose.createRole("lambda");
        firehose.allow("firehose", "\"s3:PutObject\",\"lambda:InvokeFunction\"");
        return firehose;
    }

    /** Cuts the end off the one stream's log before it starts. */
    static Firehose overDamagedLog(Path directory) throws Exception {
        List<Path> segments;
        try (Stream<Path> files = Files.walk(directory.resolve("delivery").resolve("log"))) {
            segments = files.filter(Files::isRegularFile).sorted().toList();
        }
        try (FileChannel last = FileChannel.open(segments.getLast(), StandardOpenOption.WRITE)) {
            last.truncate(last.size() / 2);
        }
        return new Firehose(directory);
    }

    void createRole(String name) throws Exception {
        iam(
                "CreateRole",
                "RoleName",
                name,
                "AssumeRolePolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"" + name
                        + ".amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}");
    }

    void allow(String role, String actions) throws Exception {
        iam(
                "PutRolePolicy",
                "RoleName",
                role,
                "PolicyName",
                "p",
                "PolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[" + actions
                        + "],\"Resource\":\"*\"}}");
    }

    private void iam(String action, String... form) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("Action", action));
        for (int i = 0; i < form.length; i += 2) {
            fields.put(form[i], form[i + 1]);
        }
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        send(access.iam(), "POST", "/", Map.of("content-type", "application/x-www-form-urlencoded"), body);
    }

    Functions functions() {
        return functions;
    }

    Delivery delivery() {
        return delivery;
    }

    Catalog catalog() {
        return catalog;
    }

    DiskStore store() {
        return store;
    }

    /** Creates or replaces the function {@code transform} and returns its ARN. */
    String function(String source) throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("lambda_function.py"));
            out.write(source.getBytes(StandardCharsets.UTF_8));
        }
        String arn = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:transform";
        String base64 = Base64.getEncoder().encodeToString(zip.toByteArray());
        if (functions.function(arn).isPresent()) {
            send(
                    functions.lambda(),
                    "PUT",
                    "/2015-03-31/functions/transform/code",
                    Map.of(),
                    Json.MAPPER.createObjectNode().put("ZipFile", base64).toString());
            return arn;
        }
        ObjectNode definition = Json.MAPPER
                .createObjectNode()
                .put("FunctionName", "transform")
                .put("Runtime", "python3.8")
                .put("Role", "arn:aws:iam::000000000000:role/lambda")
                .put("Handler", "lambda_function.lambda_handler")
                .put("Timeout", 10);
        definition.putObject("Code").put("ZipFile", base64);
        send(functions.lambda(), "POST", "/2015-03-31/functions", Map.of(), definition.toString());
        return arn;
    }

    void deleteFunction(String path) throws Exception {
        send(functions.lambda(), "DELETE", path, Map.of(), "");
    }

    /** Waits until nothing is left out. */
    void untilFresh() throws Exception {
        until(() -> fresh().complete());
    }

    void untilTrouble() throws Exception {
        until(() -> delivery.streams().getFirst().trouble().isPresent());
    }

    void untilDelivered(int objects) throws Exception {
        until(() -> sealed().size() >= objects);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + 40_000_000_000L;
        while (!condition.holds() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.holds()).isTrue();
    }

    /** Waits until the bucket, read with open data, holds exactly the text. */
    void untilSeen(String text) throws Exception {
        until(() -> String.join("", seen().values()).equals(text));
    }

    /** One operation of Firehose. */
    JsonNode call(String operation, ObjectNode input) throws Exception {
        return Json.MAPPER.readTree(send(
                delivery.firehose(),
                "POST",
                "/",
                Map.of("x-amz-target", "Firehose_20150804." + operation),
                input.toString()));
    }

    /** Deletes the stream and waits until it is gone: then all that it accepted is sealed. */
    void deleteAndWait(String stream) throws Exception {
        call("DeleteDeliveryStream", stream);
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!delivery.streams("us-east-1").isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    JsonNode call(String operation, String stream) throws Exception {
        return call(operation, Json.MAPPER.createObjectNode().put("DeliveryStreamName", stream));
    }

    static ObjectNode stream(String name) {
        ObjectNode input = Json.MAPPER.createObjectNode().put("DeliveryStreamName", name);
        input.putObject("ExtendedS3DestinationConfiguration")
                .put("RoleARN", ROLE)
                .put("BucketARN", "arn:aws:s3:::" + BUCKET);
        return input;
    }

    static ObjectNode s3(ObjectNode stream) {
        return (ObjectNode) stream.path("ExtendedS3DestinationConfiguration");
    }

    /** Adds a processor; names and values of its parameters in turn. */
    static ObjectNode with(ObjectNode stream, String processor, String... parameters) {
        ObjectNode processing =
                s3(stream).withObjectProperty("ProcessingConfiguration").put("Enabled", true);
        ObjectNode one = processing.withArrayProperty("Processors").addObject().put("Type", processor);
        for (int i = 0; i < parameters.length; i += 2) {
            one.withArrayProperty("Parameters")
                    .addObject()
                    .put("ParameterName", parameters[i])
                    .put("ParameterValue", parameters[i + 1]);
        }
        return stream;
    }

    JsonNode put(String stream, String data) throws Exception {
        ObjectNode input = Json.MAPPER.createObjectNode().put("DeliveryStreamName", stream);
        input.putObject("Record").put("Data", base64(data));
        return call("PutRecord", input);
    }

    /** A put by the session of a role. */
    PutRecordResult putAs(String role, String stream) throws Exception {
        Caller caller = access.assumeRole(
                role + ".amazonaws.com",
                "arn:aws:iam::000000000000:role/" + role,
                "session",
                Optional.empty(),
                Optional.empty());
        try {
            return delivery.putRecord(caller, "us-east-1", stream, ByteBuffer.wrap(new byte[] {1}))
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException refused) {
            throw (Exception) refused.getCause();
        }
    }

    /** What the record page says of an id. */
    JsonNode record(String id) throws Exception {
        PageRequest request = new PageRequest(
                "GET",
                "/_/api/delivery/record",
                Map.of("id", List.of(id)),
                Map.of(),
                InputStream.nullInputStream(),
                Optional.empty());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        delivery.recordPage().handle(request).body().writeTo(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    static ObjectNode batch(String stream, List<String> data) {
        ObjectNode input = Json.MAPPER.createObjectNode().put("DeliveryStreamName", stream);
        data.forEach(one -> input.withArrayProperty("Records").addObject().put("Data", base64(one)));
        return input;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Freshness fresh() throws InterruptedException {
        return open.await(BUCKET, "", Duration.ofSeconds(30));
    }

    /** What a reader sees by key: sealed objects, and open ones as they would read if sealed now. */
    Map<String, String> seen() throws Exception {
        return texts(seenBytes());
    }

    Map<String, byte[]> seenBytes() throws Exception {
        Map<String, byte[]> objects = new TreeMap<>();
        try (OpenSnapshot snapshot = open.snapshot(BUCKET, "")) {
            for (OpenObject object : snapshot.objects()) {
                try (InputStream bytes = object.stream()) {
                    objects.put(object.key(), bytes.readAllBytes());
                }
            }
            objects.putAll(sealedBytes());
        }
        return objects;
    }

    private static Map<String, String> texts(Map<String, byte[]> objects) {
        Map<String, String> texts = new TreeMap<>();
        objects.forEach((key, bytes) -> texts.put(key, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    Map<String, String> sealed() throws IOException {
        return texts(sealedBytes());
    }

    Map<String, byte[]> sealedBytes() throws IOException {
        Map<String, byte[]> objects = new TreeMap<>();
        for (ObjectInfo info : store.list(BUCKET, ListRequest.all("")).objects()) {
            try (StoredObject object = store.get(BUCKET, info.key()).orElseThrow();
                    InputStream bytes = object.stream()) {
                objects.put(info.key(), bytes.readAllBytes());
            }
        }
        return objects;
    }

    private static String send(
            WireService service, String method, String path, Map<String, String> headers, String body)
            throws Exception {
        WireResponse response = service.handle(new WireRequest(
                method,
                path,
                path,
                Map.of(),
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                ROOT,
                "us-east-1",
                "request-1"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        response.body().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
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
