package io.millrace.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the walkthrough, cut out of its own page, so that what runs here is what is written there.
 *
 * @param blocks what stands between its {@code ~~~} lines, in order
 */
record Seed(List<String> blocks) {

    private static final Pattern BLOCK = Pattern.compile("~~~\\R(.*?)~~~", Pattern.DOTALL);

    static Seed read() {
        try (InputStream page = Seed.class.getResourceAsStream("/walkthrough.md")) {
            if (page == null) {
                throw new IllegalStateException("walkthrough.md is not among the test's resources");
            }
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return new Seed(
                    BLOCK.matcher(text).results().map(match -> match.group(1)).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String putRecordPolicy() {
        return blocks.get(0);
    }

    String function() {
        return blocks.get(1);
    }

    String bucketPolicy(String roleArn, String bucketArn) {
        return fill(
                fill(blocks.get(2), "<Enter the ARN for the Kinesis Firehose IAM role>", roleArn),
                "<Enter the ARN of the S3 bucket>",
                bucketArn);
    }

    String template(String stream) {
        return fill(blocks.get(3), "<Enter the name of your delivery stream>", stream);
    }

    List<String> events() {
        return blocks.subList(4, 9);
    }

    String createTable(String bucket) {
        return fill(blocks.get(9), "<Enter your Amazon S3 bucket name>", bucket);
    }

    private static String fill(String text, String placeholder, String value) {
        if (!text.contains(placeholder)) {
            throw new IllegalStateException("The walkthrough's text does not hold " + placeholder + ":\n" + text);
        }
        return text.replaceAll(Pattern.quote(placeholder), Matcher.quoteReplacement(value));
    }
}
