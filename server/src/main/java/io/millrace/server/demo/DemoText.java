package io.millrace.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The walkthrough's texts, and the placeholders that its reader fills in. */
final class DemoText {

    private DemoText() {}

    /** A resource, with each {@code <placeholder>} replaced by what follows it in the list. */
    static String read(String name, String... placeholders) {
        String text = resource(name);
        for (int i = 0; i < placeholders.length; i += 2) {
            text = text.replace("<" + placeholders[i] + ">", placeholders[i + 1]);
        }
        return text;
    }

    static List<String> lines(String name) {
        return resource(name).lines().filter(line -> !line.isBlank()).toList();
    }

    /** A zip that holds one file, as the Lambda console makes it. */
    static byte[] zip(String fileName, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(fileName));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String resource(String name) {
        try (InputStream in = DemoText.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The package lacks demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
