/** Structured data for search engines. `<` is escaped: a title that holds `</script>` stays data. */
export function JsonLd({ data }: { data: Record<string, unknown> }) {
  const json = JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script's text cannot be written as a child; see the escape above
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
