package io.millrace.delivery;

import io.millrace.base.Arn;
import io.millrace.delivery.definition.S3Place;
import io.millrace.wire.CommonError;
import io.millrace.wire.Input;
import io.millrace.wire.WireException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the members that every S3 destination has, a backup's included. What is not named stays as it was. */
final class PlaceInput {

    private static final Pattern BUCKET = Pattern.compile("arn:aws[a-z-]*:s3:::[\\w.\\-]{1,255}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-/]+");
    private static final List<String> COMPRESSIONS = List.of("ZIP", "HADOOP_SNAPPY", "Snappy", "GZIP", "UNCOMPRESSED");

    private final Input input;

    PlaceInput(Input input) {
        this.input = input;
    }

    S3Place created() {
        input.requiredString("RoleARN");
        input.requiredString("BucketARN");
        return over(S3Place.UNSET);
    }

    S3Place over(S3Place old) {
        refuseOther();
        Optional<Input> hints = input.object("BufferingHints");
        hints.ifPresent(PlaceInput::checkHints);
        return new S3Place(
                role(input.string("RoleARN").orElse(old.roleArn())),
                bucket(input.string("BucketARN").orElse(old.bucketArn())),
                text("Prefix", old.prefix()),
                text("ErrorOutputPrefix", old.errorOutputPrefix()),
                hints.map(h -> ranged(h, "SizeInMBs", 1, 128)).orElse(old.sizeInMegabytes()),
                hints.map(h -> ranged(h, "IntervalInSeconds", 0, 900)).orElse(old.intervalInSeconds()),
                compression(old.compression()));
    }

    private void refuseOther() {
        input.object("EncryptionConfiguration").ifPresent(encryption -> {
            if (encryption.has("KMSEncryptionConfig")) {
                throw notSupported("EncryptionConfiguration.KMSEncryptionConfig");
            }
            encryption
                    .string("NoEncryptionConfig")
                    .ifPresent(word -> enumerated(encryption, "NoEncryptionConfig", word, List.of("NoEncryption")));
        });
        input.object("CloudWatchLoggingOptions").ifPresent(logging -> {
            if (logging.bool("Enabled").orElse(false)) {
                throw notSupported("CloudWatchLoggingOptions");
            }
            logging.whole();
        });
    }

    static WireException notSupported(String name) {
        return FirehoseError.INVALID_ARGUMENT.with("The parameter " + name
                + " is not supported here. Leave it out, or set its Enabled to false; see docs/compatibility.md.");
    }

    /** Both hints or neither. */
    private static void checkHints(Input hints) {
        if (hints.has("SizeInMBs") != hints.has("IntervalInSeconds")) {
            throw FirehoseError.INVALID_ARGUMENT.with("BufferingHints must have both SizeInMBs and IntervalInSeconds.");
        }
    }

    /** Of a whole number that is there, or of hints that stand for their defaults. */
    static Integer ranged(Input hints, String name, int least, int most) {
        long value = hints.integer(name).orElse((long) (name.equals("SizeInMBs") ? 5 : 300));
        if (value < least) {
            throw hints.broken(name, Long.toString(value), "Member must have value greater than or equal to " + least);
        }
        if (value > most) {
            throw hints.broken(name, Long.toString(value), "Member must have value less than or equal to " + most);
        }
        return (int) value;
    }

    private String role(String arn) {
        if (arn.length() > 512 || !ROLE.matcher(arn).matches()) {
            throw input.broken("RoleARN", arn, "Member must satisfy regular expression pattern: arn:.*");
        }
        return arn;
    }

    private String bucket(String arn) {
        if (!BUCKET.matcher(arn).matches() || Arn.parse(arn).isEmpty()) {
            throw input.broken(
                    "BucketARN", arn, "Member must satisfy regular expression pattern: arn:.*:s3:::[\\w\\.\\-]{1,255}");
        }
        return arn;
    }

    private String text(String name, String fallback) {
        String text = input.string(name).orElse(fallback);
        if (text.length() > 1024) {
            throw input.broken(name, text, "Member must have length less than or equal to 1024");
        }
        return text;
    }

    private String compression(String fallback) {
        return enumerated(
                input, "CompressionFormat", input.string("CompressionFormat").orElse(fallback), COMPRESSIONS);
    }

    /** AWS's sentence for a word that is none of its enumeration. */
    static String enumerated(Input input, String name, String value, List<String> values) {
        if (!values.contains(value)) {
            String path = input.missing(name).text().replaceAll("(?s).* at '(.*)' failed .*", "$1");
            throw new WireException(
                    CommonError.VALIDATION,
                    "1 validation error detected: Value at '" + path + "' failed to satisfy constraint: Member must"
                            + " satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return value;
    }
}
