package io.millrace.access.api;

import io.millrace.access.identity.ManagedPolicy;
import io.millrace.access.identity.Policies;
import io.millrace.wire.CommonError;
import io.millrace.wire.QueryInput;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireException;
import io.millrace.wire.WireRequest;
import io.millrace.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Operations on managed policies. Shared between threads. */
final class PolicyOperations {

    private final Policies policies;
    private final Guard guard;

    PolicyOperations(Policies policies, Guard guard) {
        this.policies = policies;
        this.guard = guard;
    }

    void addTo(QueryService.Builder table) {
        table.operation("CreatePolicy", this::create)
                .operation("GetPolicy", this::get)
                .operation("ListPolicies", this::list)
                .operation("DeletePolicy", this::delete)
                .operation("CreatePolicyVersion", this::createVersion)
                .operation("GetPolicyVersion", this::getVersion)
                .operation("ListPolicyVersions", this::listVersions)
                .operation("SetDefaultPolicyVersion", this::setDefaultVersion)
                .operation("DeletePolicyVersion", this::deleteVersion)
                .operation("ListPolicyTags", this::listTags);
    }

    private void create(WireRequest request, QueryInput input, Xml result) {
        String name = input.required("PolicyName");
        String path = input.string("Path").orElse("/");
        String description = input.string("Description").orElse("");
        String document = input.required("PolicyDocument");
        Map<String, String> tags = input.pairs("Tags");
        input.refuseUnread();
        guard.on(request, "CreatePolicy", guard.account("policy" + path + name));
        write(result, "Policy", policies.create(path, name, description, document, tags), true);
    }

    private void get(WireRequest request, QueryInput input, Xml result) {
        write(result, "Policy", policies.get(arn(request, input, "GetPolicy")), true);
    }

    private void list(WireRequest request, QueryInput input, Xml result) {
        guard.on(request, "ListPolicies", guard.account("policy/*"));
        String scope = input.string("Scope").orElse("All");
        boolean onlyAttached = input.bool("OnlyAttached").orElse(false);
        String prefix = input.string("PathPrefix").orElse("/");
        Predicate<ManagedPolicy> wanted = scope(scope)
                .and(policy -> policy.path().startsWith(prefix))
                .and(policy -> !onlyAttached || policies.attachments(policy.arn()) > 0);
        List<ManagedPolicy> sorted = policies.all().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(ManagedPolicy::arn))
                .toList();
        Page<ManagedPolicy> page = Page.of(input, sorted, ManagedPolicy::arn);
        input.refuseUnread();
        page.write(result, "Policies", (xml, policy) -> write(xml, "member", policy, false));
    }

    private static Predicate<ManagedPolicy> scope(String scope) {
        return switch (scope) {
            case "All" -> policy -> true;
            case "AWS" -> ManagedPolicy::ofAws;
            case "Local" -> policy -> !policy.ofAws();
            default -> throw new WireException(CommonError.VALIDATION, "Scope must be All, AWS or Local.");
        };
    }

    private void delete(WireRequest request, QueryInput input, Xml result) {
        policies.delete(arn(request, input, "DeletePolicy"));
    }

    private void createVersion(WireRequest request, QueryInput input, Xml result) {
        String document = input.required("PolicyDocument");
        boolean asDefault = input.bool("SetAsDefault").orElse(false);
        String arn = arn(request, input, "CreatePolicyVersion");
        ManagedPolicy.Version version = policies.createVersion(arn, document, asDefault);
        writeVersion(result.open("PolicyVersion"), policies.get(arn), version, false);
        result.close();
    }

    private void getVersion(WireRequest request, QueryInput input, Xml result) {
        String versionId = input.required("VersionId");
        ManagedPolicy policy = policies.get(arn(request, input, "GetPolicyVersion"));
        writeVersion(result.open("PolicyVersion"), policy, Policies.version(policy, versionId), true);
        result.close();
    }

    private void listVersions(WireRequest request, QueryInput input, Xml result) {
        String arn = input.required("PolicyArn");
        guard.on(request, "ListPolicyVersions", arn);
        ManagedPolicy policy = policies.get(arn);
        Page<ManagedPolicy.Version> page =
                Page.of(input, policy.versions(), version -> "%09d".formatted(version.number()));
        input.refuseUnread();
        page.write(result, "Versions", (xml, version) -> {
            writeVersion(xml.open("member"), policy, version, false);
            xml.close();
        });
    }

    private void setDefaultVersion(WireRequest request, QueryInput input, Xml result) {
        String versionId = input.required("VersionId");
        policies.setDefaultVersion(arn(request, input, "SetDefaultPolicyVersion"), versionId);
    }

    private void deleteVersion(WireRequest request, QueryInput input, Xml result) {
        String versionId = input.required("VersionId");
        policies.deleteVersion(arn(request, input, "DeletePolicyVersion"), versionId);
    }

    private void listTags(WireRequest request, QueryInput input, Xml result) {
        IamText.tags(result, policies.get(arn(request, input, "ListPolicyTags")).tags());
        result.element("IsTruncated", false);
    }

    private String arn(WireRequest request, QueryInput input, String action) {
        String arn = input.required("PolicyArn");
        input.refuseUnread();
        guard.on(request, action, arn);
        return arn;
    }

    private static void writeVersion(
            Xml xml, ManagedPolicy policy, ManagedPolicy.Version version, boolean withDocument) {
        if (withDocument) {
            xml.element("Document", IamText.document(version.policy()));
        }
        xml.element("VersionId", version.id())
                .element("IsDefaultVersion", version.id().equals(policy.defaultVersion()))
                .element("CreateDate", IamText.date(version.created()));
    }

    private void write(Xml xml, String element, ManagedPolicy policy, boolean whole) {
        xml.open(element)
                .element("PolicyName", policy.name())
                .element("PolicyId", policy.id())
                .element("Arn", policy.arn())
                .element("Path", policy.path())
                .element("DefaultVersionId", policy.defaultVersion())
                .element("AttachmentCount", policies.attachments(policy.arn()))
                .element("PermissionsBoundaryUsageCount", 0)
                .element("IsAttachable", true);
        if (whole) {
            if (!policy.description().isEmpty()) {
                xml.element("Description", policy.description());
            }
            IamText.tags(xml, policy.tags());
        }
        xml.element("CreateDate", IamText.date(policy.created()))
                .element("UpdateDate", IamText.date(policy.updated()))
                .close();
    }
}
