package io.millrace.benchmarks.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.access.Access;
import io.millrace.access.RootKey;
import io.millrace.base.Caller;
import io.millrace.base.Clock;
import io.millrace.base.Json;
import io.millrace.base.ThreadScheduler;
import io.millrace.base.control.ControlDatabase;
import io.millrace.base.disk.LocalDisk;
import io.millrace.functions.Functions;
import io.millrace.functions.FunctionsConfig;
import io.millrace.functions.FunctionsPlace;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireResponse;
import io.millrace.wire.WireService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.node.ObjectNode;

/** The station alone over a directory, with a role that functions can have. */
final class FunctionRoom implements AutoCloseable {

    static final String ACCOUNT = "000000000000";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}}";

    private final ControlDatabase database;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final Functions functions;

    FunctionRoom(Path directory) throws Exception {
        this.database = ControlDatabase.open(directory.resolve("control.sqlite"));
        Access access =
                new Access(database, Clock.system(), ACCOUNT, new RootKey("AKIAROOT", "secretsecret"), event -> {});
        this.functions = new Functions(
                database,
                new LocalDisk(),
                access,
                Clock.system(),
                scheduler,
                new FunctionsPlace(directory.resolve("functions"), ACCOUNT, () -> "http://127.0.0.1:4577"),
                FunctionsConfig.defaults());
        String form = "Action=CreateRole&RoleName=lambda&AssumeRolePolicyDocument=" + URLEncoder.encode(TRUST, UTF_8);
        send(access.iam(), "/", form.getBytes(UTF_8));
    }

    Functions functions() {
        return functions;
    }

    String arn(String name) {
        return "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:" + name;
    }

    void create(String name, String runtime, String source) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("app.py"));
            zip.write(source.getBytes(UTF_8));
        }
        ObjectNode definition = Json.MAPPER
                .createObjectNode()
                .put("FunctionName", name)
                .put("Runtime", runtime)
                .put("Role", "arn:aws:iam::" + ACCOUNT + ":role/lambda")
                .put("Handler", "app.handler")
                .put("MemorySize", 512)
                .put("Timeout", 60);
        definition.putObject("Code").put("ZipFile", Base64.getEncoder().encodeToString(bytes.toByteArray()));
        send(functions.lambda(), "/2015-03-31/functions", Json.MAPPER.writeValueAsBytes(definition));
    }

    private static void send(WireService service, String path, byte[] body) throws Exception {
        WireResponse response = service.handle(new WireRequest(
                "POST",
                path,
                path,
                Map.of(),
                Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                new ByteArrayInputStream(body),
                Caller.root(ACCOUNT),
                "us-east-1",
                "request"));
        if (response.status() >= 300) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            response.body().writeTo(text);
            throw new IOException(text.toString(UTF_8));
        }
    }

    @Override
    public void close() {
        functions.close();
        scheduler.close();
        database.close();
    }
}
