package io.millrace.access.identity;

import io.millrace.access.policy.Policy;
import io.millrace.base.Arn;
import io.millrace.base.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles and policies as the control database's JSON documents. Policy documents stay the text that was given. */
final class IdentityCodec {

    private IdentityCodec() {}

    static String write(Role role) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("name", role.name())
                .put("id", role.id())
                .put("path", role.path())
                .put("arn", role.arn().toString())
                .put("trust", role.trust().text())
                .put("description", role.settings().description())
                .put("maxSessionSeconds", role.settings().maxSessionSeconds())
                .put("created", role.created().toString());
        writeMap(node.putObject("tags"), role.tags());
        ObjectNode inline = node.putObject("inline");
        role.inline().forEach((name, policy) -> inline.put(name, policy.text()));
        ArrayNode attached = node.putArray("attached");
        role.attached().forEach(attached::add);
        return Json.MAPPER.writeValueAsString(node);
    }

    static Role readRole(String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        SortedMap<String, Policy> inline = new TreeMap<>();
        readMap(node.get("inline")).forEach((name, text) -> inline.put(name, Policy.parse(text, Policy.Kind.IDENTITY)));
        TreeSet<String> attached = new TreeSet<>();
        node.get("attached").forEach(arn -> attached.add(arn.asString()));
        return new Role(
                text(node, "name"),
                text(node, "id"),
                text(node, "path"),
                Arn.parse(text(node, "arn")).orElseThrow(),
                Policy.parse(text(node, "trust"), Policy.Kind.TRUST),
                new Role.Settings(
                        text(node, "description"), node.get("maxSessionSeconds").asInt()),
                Instant.parse(text(node, "created")),
                readMap(node.get("tags")),
                inline,
                attached);
    }

    static String write(ManagedPolicy policy) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("name", policy.name())
                .put("id", policy.id())
                .put("path", policy.path())
                .put("arn", policy.arn())
                .put("description", policy.description())
                .put("created", policy.created().toString())
                .put("defaultVersion", policy.defaultVersion());
        ArrayNode versions = node.putArray("versions");
        for (ManagedPolicy.Version version : policy.versions()) {
            versions.addObject()
                    .put("id", version.id())
                    .put("document", version.policy().text())
                    .put("created", version.created().toString());
        }
        writeMap(node.putObject("tags"), policy.tags());
        return Json.MAPPER.writeValueAsString(node);
    }

    static ManagedPolicy readPolicy(String document) {
        JsonNode node = Json.MAPPER.readTree(document);
        List<ManagedPolicy.Version> versions = new ArrayList<>();
        for (JsonNode version : node.get("versions")) {
            versions.add(new ManagedPolicy.Version(
                    text(version, "id"),
                    Policy.parse(text(version, "document"), Policy.Kind.IDENTITY),
                    Instant.parse(text(version, "created"))));
        }
        return new ManagedPolicy(
                text(node, "name"),
                text(node, "id"),
                text(node, "path"),
                text(node, "arn"),
                text(node, "description"),
                Instant.parse(text(node, "created")),
                text(node, "defaultVersion"),
                List.copyOf(versions),
                readMap(node.get("tags")));
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }

    private static void writeMap(ObjectNode node, Map<String, String> map) {
        map.forEach(node::put);
    }

    private static Map<String, String> readMap(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }
}
