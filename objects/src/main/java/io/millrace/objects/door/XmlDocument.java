package io.millrace.objects.door;

import io.millrace.wire.WireException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of a small XML document, without regard to namespaces. Immutable. */
record XmlDocument(String name, String text, List<XmlDocument> children) {

    private static final int DEPTH = 20;
    private static final XMLInputFactory FACTORY = factory();

    /** Fails with MalformedXML where the bytes are none, or the root has another name. */
    static XmlDocument parse(byte[] bytes, String root) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    XmlDocument document = element(reader, 0);
                    if (document.name().equals(root)) {
                        return document;
                    }
                    throw malformed("its root is " + document.name() + ", not " + root);
                }
            }
            throw malformed("it has no element");
        } catch (XMLStreamException broken) {
            throw malformed(String.valueOf(broken.getMessage()).replaceAll("\\s+", " "));
        }
    }

    Optional<XmlDocument> child(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).findFirst();
    }

    Optional<String> value(String childName) {
        return child(childName).map(XmlDocument::text);
    }

    String required(String childName) {
        return value(childName).orElseThrow(() -> malformed(name + " has no " + childName));
    }

    List<XmlDocument> all(String childName) {
        return children.stream().filter(child -> child.name().equals(childName)).toList();
    }

    /** Fails where there is a child that nobody asks for. */
    void refuseOthers(String... known) {
        for (XmlDocument child : children) {
            if (!List.of(known).contains(child.name())) {
                throw S3Error.NOT_IMPLEMENTED.with("The element " + child.name() + " of " + name
                        + " is not supported here. Leave it out; see docs/compatibility.md.");
            }
        }
    }

    private static XmlDocument element(XMLStreamReader reader, int depth) throws XMLStreamException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlDocument> children = new ArrayList<>();
        if (depth > DEPTH) {
            throw malformed("it is too deep");
        }
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlDocument(name, text.toString(), List.copyOf(children));
                }
                default -> {}
            }
        }
    }

    private static WireException malformed(String why) {
        return S3Error.MALFORMED_XML.with("The XML you provided was not well-formed or did not validate against our"
                + " published schema: " + why + ".");
    }

    /** Without document types: nothing is fetched, nothing expands. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }
}
