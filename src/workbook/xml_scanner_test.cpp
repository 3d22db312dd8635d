#include "workbook/xml_scanner.hpp"

#include <gtest/gtest.h>

namespace switchyard::workbook {
namespace {

using Event = XmlScanner::Event;

// "<a x=1>text</a>" as "+a -a", and the problem where there is one.
std::string walk(std::string_view part) {
  XmlScanner xml(part);
  std::string out;
  while (true) {
    switch (xml.next()) {
      case Event::start:
        (out += '+') += xml.name();
        break;
      case Event::end:
        (out += '-') += xml.name();
        break;
      case Event::text:
        out += '.';
        break;
      case Event::finished:
        return out;
      case Event::malformed:
        return out + "! " + xml.problem();
    }
  }
}

std::string text_in(std::string_view part) {
  XmlScanner xml(part);
  std::string scratch;
  std::string_view text;
  if (xml.next() != Event::start) return "no start";
  return xml.take_text(scratch, text) ? std::string(text) : xml.problem();
}

TEST(XmlScanner, ElementsStartAndEndByTheirLocalNames) {
  EXPECT_EQ(walk("<?xml version=\"1.0\"?><!-- a --><x:a xmlns:x=\"u\"><b/>t<x:c ></x:c ></x:a>\n<!-- b -->"), "+a+b-b.+c-c-a");
}

TEST(XmlScanner, AttributesAreFoundByNameAndPrefixedOnesApart) {
  XmlScanner xml(R"(<c xmlns:r="u" r:id = 'rId1' id="7" t="&lt;&#65;&#x42;&quot;"/>)");
  ASSERT_EQ(xml.next(), Event::start);
  EXPECT_EQ(xml.attribute("id"), "7");
  EXPECT_EQ(xml.prefixed_attribute("id"), "rId1");
  EXPECT_EQ(xml.attribute("r"), std::nullopt);
  EXPECT_EQ(xml.attribute_text("t"), "<AB\"");
}

TEST(XmlScanner, TextIsDecodedAndJoined) {
  EXPECT_EQ(text_in("<t>plain</t>"), "plain");
  EXPECT_EQ(text_in("<t>a &amp; b &#233; &#x20AC;</t>"), "a & b \xC3\xA9 \xE2\x82\xAC");
  EXPECT_EQ(text_in("<t>a<![CDATA[<&amp;>]]>b<!-- no -->c</t>"), "a<&amp;>bc");
  EXPECT_EQ(text_in("<t>a<u>left out</u>b</t>"), "ab");
  EXPECT_EQ(text_in("<t>1\r\n2\r3</t>"), "1\n2\n3");
  EXPECT_EQ(text_in("<t/>"), "");
}

TEST(XmlScanner, ADocumentTypeIsRefusedSoNoEntityIsDefined) {
  EXPECT_EQ(walk("<!DOCTYPE a [<!ENTITY lol \"ha\">]><a>&lol;</a>"), "! a document type declaration, which is not taken");
  EXPECT_EQ(text_in("<a>&lol;</a>"), "a reference that XML does not know");
}

TEST(XmlScanner, UnknownAndImpossibleReferencesAreRefused) {
  for (const auto* part : {"<a>&</a>", "<a>&;</a>", "<a>&#;</a>", "<a>&#x;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
                           "<a>&#x110000;</a>", "<a>&#99999999999;</a>", "<a>&nbsp;</a>"}) {
    EXPECT_EQ(text_in(part), "a reference that XML does not know") << part;
  }
}

TEST(XmlScanner, WhatIsNotWellFormedIsMalformed) {
  EXPECT_EQ(walk(""), "! there is no root element");
  EXPECT_EQ(walk("text"), "! text outside of the root element");
  EXPECT_EQ(walk("<a>"), "+a! an element is not closed");
  EXPECT_EQ(walk("<a></b>"), "+a! an end tag that closes another element than the open one");
  EXPECT_EQ(walk("<x:a></y:a>"), "+a! an end tag that closes another element than the open one");
  EXPECT_EQ(walk("</a>"), "! an end tag that closes another element than the open one");
  EXPECT_EQ(walk("<a/><b/>"), "+a-a! a second root element");
  EXPECT_EQ(walk("<a/>x"), "+a-a! text outside of the root element");
  EXPECT_EQ(walk("<a"), "! a tag without an end");
  EXPECT_EQ(walk("<>"), "! a tag without a name");
  EXPECT_EQ(walk("<a b>"), "! an attribute without a value");
  EXPECT_EQ(walk("<a b=c>"), "! an attribute's value without quotes");
  EXPECT_EQ(walk("<a b=\"c>"), "! an attribute's value without an end");
  EXPECT_EQ(walk("<a /b>"), "! a stray '/' in a tag");
  EXPECT_EQ(walk("<a></a"), "+a! an end tag without an end");
  EXPECT_EQ(walk("<a><!-- </a>"), "+a! a comment or instruction without an end");
  EXPECT_EQ(walk("<a><![CDATA[ </a>"), "+a! CDATA without an end");
  EXPECT_EQ(walk("<![CDATA[x]]>"), "! CDATA outside of the root element");
}

TEST(XmlScanner, DepthAndAttributesHaveLimits) {
  std::string deep;
  for (int i = 0; i < 257; ++i) deep += "<a>";
  EXPECT_TRUE(walk(deep).ends_with("! elements nested deeper than 256"));
  std::string wide = "<a";
  for (int i = 0; i < 1'001; ++i) wide += " b=\"\"";
  EXPECT_EQ(walk(wide + "/>"), "! more than 1,000 attributes in a tag");
}

TEST(XmlScanner, SkippingPassesWholeElements) {
  XmlScanner xml("<a><b><b><c/></b>text</b><d/></a>");
  ASSERT_EQ(xml.next(), Event::start);
  ASSERT_EQ(xml.next(), Event::start);
  ASSERT_TRUE(xml.skip());
  ASSERT_EQ(xml.next(), Event::start);
  EXPECT_EQ(xml.name(), "d");
  ASSERT_TRUE(xml.skip());
  EXPECT_EQ(xml.next(), Event::end);
  EXPECT_EQ(xml.next(), Event::finished);
}

}  // namespace
}  // namespace switchyard::workbook
