package io.millrace.delivery;

import io.millrace.access.Access;
import io.millrace.base.Arn;
import io.millrace.base.Json;
import io.millrace.delivery.convert.ConversionSettings;
import io.millrace.delivery.convert.Schemas;
import io.millrace.delivery.core.FormatConversion;
import io.millrace.delivery.definition.S3Place;
import io.millrace.delivery.definition.S3Settings;
import io.millrace.wire.AccessDenied;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.JsonService;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.WireService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Firehose's operations on streams. Immutable. */
final class FirehoseService {

    private static final String NAME_PATTERN = "[a-zA-Z0-9_.-]+";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final String SERVICE = "firehose.amazonaws.com";

    private static final List<String> OTHER_DESTINATIONS = List.of(
            "RedshiftDestinationConfiguration",
            "ElasticsearchDestinationConfiguration",
            "AmazonopensearchserviceDestinationConfiguration",
            "AmazonOpenSearchServerlessDestinationConfiguration",
            "SplunkDestinationConfiguration",
            "HttpEndpointDestinationConfiguration",
            "SnowflakeDestinationConfiguration",
            "IcebergDestinationConfiguration");
    private static final List<String> TYPES =
            List.of("DirectPut", "KinesisStreamAsSource", "MSKAsSource", "DatabaseAsSource");

    private final Delivery delivery;
    private final Streams streams;
    private final Access access;
    private final Schemas schemas;

    FirehoseService(Delivery delivery, Streams streams, Access access, Schemas schemas) {
        this.delivery = delivery;
        this.streams = streams;
        this.access = access;
        this.schemas = schemas;
    }

    WireService table() {
        PutOperations puts = new PutOperations(delivery);
        TagOperations tags = new TagOperations(this, streams);
        return JsonService.named("firehose", "Firehose_20150804")
                .operation(
                        "CreateDeliveryStream",
                        "DirectPut to S3. Format conversion writes Parquet of flat columns. Refused by name: ORC, encryption, CloudWatch logging, the"
                                + " processors Decompression and CloudWatchLogProcessing, and what"
                                + " docs/decisions/partition-queries.md says of jq. A destination that is down is retried"
                                + " without end, whatever RetryOptions says.",
                        this::create)
                .operation(
                        "DeleteDeliveryStream",
                        "What was accepted is processed and sealed first, for at most a minute.",
                        this::delete)
                .operation("DescribeDeliveryStream", this::describe)
                .operation("ListDeliveryStreams", this::list)
                .laterOperation("PutRecord", puts::one)
                .laterOperation("PutRecordBatch", puts::batch)
                .operation("UpdateDestination", "Records that were put before go by the old version.", this::update)
                .operation("ListTagsForDeliveryStream", tags::list)
                .operation("TagDeliveryStream", tags::tag)
                .operation("UntagDeliveryStream", tags::untag)
                .refused(
                        "Encrypt the disk below the data directory instead.",
                        "StartDeliveryStreamEncryption",
                        "StopDeliveryStreamEncryption")
                .build();
    }

    private ObjectNode create(WireRequest request, Input input) throws IOException {
        Stream.Name name = name(request, input);
        authorize(request, "firehose:CreateDeliveryStream", name);
        String type = input.string("DeliveryStreamType").orElse("DirectPut");
        if (!PlaceInput.enumerated(input, "DeliveryStreamType", type, TYPES).equals("DirectPut")) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "DeliveryStreamType can only be DirectPut here: records come by PutRecord and PutRecordBatch.");
        }
        S3Settings s3 = destination(input);
        Map<String, String> tags = TagOperations.tags(input);
        input.refuseUnread();
        checkRoles(request, name, s3);
        checkSchema(name, s3);
        Stream stream = streams.create(name, s3, tags);
        return Json.MAPPER
                .createObjectNode()
                .put("DeliveryStreamARN", stream.definition().arn().toString());
    }

    private static S3Settings destination(Input input) {
        for (String other : OTHER_DESTINATIONS) {
            if (input.has(other)) {
                throw FirehoseError.INVALID_ARGUMENT.with("The parameter " + other
                        + " is not supported here. Use ExtendedS3DestinationConfiguration; see docs/compatibility.md.");
            }
        }
        Optional<Input> plain = input.object("S3DestinationConfiguration");
        Optional<Input> extended = input.object("ExtendedS3DestinationConfiguration");
        if (plain.isPresent() == extended.isPresent()) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "Exactly one destination configuration is supported for a Firehose");
        }
        return extended.map(S3Input::extended)
                .or(() -> plain.map(S3Input::plain))
                .orElseThrow()
                .created();
    }

    private static Set<String> roles(S3Settings s3) {
        Set<String> roles = new TreeSet<>(Set.of(s3.place().roleArn()));
        s3.backup().map(S3Place::roleArn).ifPresent(roles::add);
        s3.active("Lambda").flatMap(lambda -> lambda.parameter("RoleArn")).ifPresent(roles::add);
        s3.conversionInUse()
                .ifPresent(conversion -> roles.add(conversion.schema().roleArn()));
        return roles;
    }

    private void checkRoles(WireRequest request, Stream.Name name, S3Settings s3) {
        roles(s3).forEach(role -> checkRole(request, name, role));
    }

    private void checkRole(WireRequest request, Stream.Name name, String role) {
        Arn arn = Arn.parse(role).orElseThrow(() -> FirehoseError.INVALID_ARGUMENT.with("Invalid role ARN: " + role));
        access.passRole(request.caller(), arn, SERVICE);
        try {
            access.assumeRole(SERVICE, role, "firehose", Optional.of(arn(name)), Optional.of(streams.account()));
        } catch (AccessDenied denied) {
            throw FirehoseError.INVALID_ARGUMENT.with(
                    "Firehose is unable to assume role " + role + ". Please check the role provided.");
        }
    }

    private void checkSchema(Stream.Name name, S3Settings s3) {
        ConversionSettings conversion = s3.conversionInUse().orElse(null);
        if (conversion == null) {
            return;
        }
        String catalog = conversion.schema().catalogId();
        if (!catalog.isEmpty() && !catalog.equals(streams.account())) {
            throw FirehoseError.INVALID_ARGUMENT.with("SchemaConfiguration.CatalogId " + catalog
                    + " is another account's, which there are none of here. Leave it out.");
        }
        try {
            schemas.form(arn(name), conversion);
        } catch (FormatConversion.NoSchema unusable) {
            throw FirehoseError.INVALID_ARGUMENT.with(unusable.text());
        }
    }

    private ObjectNode update(WireRequest request, Input input) throws IOException {
        Stream.Name name = name(request, input);
        authorize(request, "firehose:UpdateDestination", name);
        S3Settings old = streams.find(name).definition().s3();
        String version = input.requiredString("CurrentDeliveryStreamVersionId");
        String destination = input.requiredString("DestinationId");
        if (!destination.equals(StreamDocument.DESTINATION_ID)) {
            throw FirehoseError.INVALID_ARGUMENT.with("Destination Id " + destination + " not found");
        }
        Optional<Input> plain = input.object("S3DestinationUpdate");
        Optional<Input> extended = input.object("ExtendedS3DestinationUpdate");
        if (plain.isPresent() == extended.isPresent()) {
            throw FirehoseError.INVALID_ARGUMENT.with("Exactly one destination update is supported for a Firehose");
        }
        S3Settings s3 = extended.map(S3Input::extended)
                .or(() -> plain.map(S3Input::plain))
                .orElseThrow()
                .updated(old);
        input.refuseUnread();
        if (!roles(s3).equals(roles(old))) {
            checkRoles(request, name, s3);
        }
        checkSchema(name, s3);
        streams.update(name, version, s3);
        return Json.MAPPER.createObjectNode();
    }

    private ObjectNode delete(WireRequest request, Input input) {
        Stream.Name name = name(request, input);
        authorize(request, "firehose:DeleteDeliveryStream", name);
        input.bool("AllowForceDelete");
        input.refuseUnread();
        streams.delete(name);
        return Json.MAPPER.createObjectNode();
    }

    private ObjectNode describe(WireRequest request, Input input) {
        Stream.Name name = name(request, input);
        authorize(request, "firehose:DescribeDeliveryStream", name);
        input.integer("Limit");
        input.string("ExclusiveStartDestinationId");
        input.refuseUnread();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.set("DeliveryStreamDescription", StreamDocument.of(streams.find(name)));
        return answer;
    }

    private ObjectNode list(WireRequest request, Input input) {
        access.authorize(
                request.caller(),
                "firehose:ListDeliveryStreams",
                Arn.of("firehose", request.region(), streams.account(), "*"));
        long limit = input.integer("Limit").orElse(10L);
        if (limit < 1 || limit > 10_000) {
            throw input.broken(
                    "Limit",
                    Long.toString(limit),
                    limit < 1
                            ? "Member must have value greater than or equal to 1"
                            : "Member must have value less than or equal to 10000");
        }
        String after = input.string("ExclusiveStartDeliveryStreamName").orElse("");
        String type = input.string("DeliveryStreamType").orElse("DirectPut");
        boolean none =
                !PlaceInput.enumerated(input, "DeliveryStreamType", type, TYPES).equals("DirectPut");
        input.refuseUnread();
        List<String> names = streams.list(request.region()).stream()
                .map(stream -> stream.definition().name())
                .filter(name -> !none && name.compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.MAPPER.createObjectNode();
        ArrayNode page = answer.putArray("DeliveryStreamNames");
        names.stream().limit(limit).forEach(page::add);
        return answer.put("HasMoreDeliveryStreams", names.size() > limit);
    }

    /** Reads DeliveryStreamName. */
    Stream.Name name(WireRequest request, Input input) {
        String name = input.requiredString("DeliveryStreamName");
        if (!NAME.matcher(name).matches() || name.length() > 64) {
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value '" + name + "' at 'deliveryStreamName' failed to satisfy"
                            + " constraint: Member must "
                            + (name.length() > 64
                                    ? "have length less than or equal to 64"
                                    : "satisfy regular expression pattern: " + NAME_PATTERN));
        }
        return new Stream.Name(request.region(), name);
    }

    void authorize(WireRequest request, String action, Stream.Name name) {
        access.authorize(request.caller(), action, arn(name));
    }

    private Arn arn(Stream.Name name) {
        return Arn.of("firehose", name.region(), streams.account(), "deliverystream/" + name.name());
    }
}
