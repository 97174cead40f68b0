import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { JsonLd } from "./json-ld";

test("a title that closes the script stays data", () => {
  const name = "Car </script><script>alert(1)</script><!--";
  const html = renderToStaticMarkup(<JsonLd data={{ "@type": "Event", name }} />);
  expect(html.match(/<\/script/g)).toHaveLength(1);
  expect(html).not.toContain("<!--");
  const json = html.slice(html.indexOf(">") + 1, html.lastIndexOf("</script>"));
  expect(JSON.parse(json)).toEqual({ "@context": "https://schema.org", "@type": "Event", name });
});
