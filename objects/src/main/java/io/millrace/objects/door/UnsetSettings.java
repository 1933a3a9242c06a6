package io.millrace.objects.door;

import io.millrace.wire.WireResponse;
import io.millrace.wire.Xml;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The settings of a bucket that nobody can set here: reading them is answered as at AWS for a bucket where they were
 * never set, because Terraform and the SDKs read them all. Shared between threads.
 */
final class UnsetSettings {

    private final ObjectsDoor door;

    UnsetSettings(ObjectsDoor door) {
        this.door = door;
    }

    /** AWS's error for a setting that is not there. */
    S3Operation.Run missing(String parameter, String action, S3Error error, String message) {
        return call -> {
            prepare(call, parameter, action);
            throw error.with(message);
        };
    }

    /** AWS's document for a setting that is not there. */
    S3Operation.Run document(String parameter, String action, String root, Consumer<Xml> content) {
        return call -> {
            prepare(call, parameter, action);
            Xml xml = new Xml().open(root, S3Text.NAMESPACE);
            content.accept(xml);
            return S3Answers.xml(xml.close());
        };
    }

    WireResponse acl(S3Call call) throws IOException {
        prepare(call, "acl", "s3:GetBucketAcl");
        String owner = "<ID>" + S3Text.ownerId(call.caller().account()) + "</ID>";
        return S3Answers.xml("<AccessControlPolicy xmlns=\"" + S3Text.NAMESPACE + "\"><Owner>" + owner
                + "</Owner><AccessControlList><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\">" + owner + "</Grantee><Permission>FULL_CONTROL</Permission></Grant>"
                + "</AccessControlList></AccessControlPolicy>");
    }

    private void prepare(S3Call call, String parameter, String action) throws IOException {
        call.query(parameter);
        call.refuseUnread();
        door.authorize(call.caller(), action, call.bucket(), "");
        if (door.store().bucket(call.bucket()).isEmpty()) {
            throw S3Error.NO_SUCH_BUCKET.with("The specified bucket does not exist");
        }
    }
}
