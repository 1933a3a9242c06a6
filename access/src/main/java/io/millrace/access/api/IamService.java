package io.millrace.access.api;

import io.millrace.access.identity.Identities;
import io.millrace.wire.QueryService;
import io.millrace.wire.WireService;

/** IAM's table of operations. */
public final class IamService {

    private static final String NO_USERS = "there are no users yet; sign with the root key or assume a role.";

    private IamService() {}

    public static WireService of(Identities identities) {
        Guard guard = new Guard(identities);
        QueryService.Builder table = QueryService.named("iam", "https://iam.amazonaws.com/doc/2010-05-08/");
        new PolicyOperations(identities.policies(), guard).addTo(table);
        new RoleOperations(identities.roles(), guard).addTo(table);
        new RolePolicyOperations(identities.roles(), identities.policies(), guard).addTo(table);
        return table.refused(
                        NO_USERS,
                        "CreateUser",
                        "GetUser",
                        "ListUsers",
                        "DeleteUser",
                        "CreateAccessKey",
                        "ListAccessKeys",
                        "DeleteAccessKey",
                        "AttachUserPolicy",
                        "PutUserPolicy",
                        "CreateGroup",
                        "ListGroups")
                .refused(
                        "permissions boundaries are not kept.",
                        "PutRolePermissionsBoundary",
                        "DeleteRolePermissionsBoundary")
                .refused("list the roles' attachments instead.", "ListEntitiesForPolicy")
                .refused("nothing here runs on instances.", "CreateInstanceProfile", "ListInstanceProfiles")
                .refused("a policy keeps the tags it was created with.", "TagPolicy", "UntagPolicy")
                .refused("the services' roles are made by their users.", "CreateServiceLinkedRole")
                .build();
    }
}
