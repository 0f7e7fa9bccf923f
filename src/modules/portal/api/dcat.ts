/** A file of a dataset, for its catalogue entry. */
type Distribution = { readonly title: string; readonly path: string; readonly type: string };

const files: readonly Distribution[] = [
  { title: "CSV", path: "/api/v1/products.csv", type: "text/csv" },
  { title: "JSON", path: "/api/v1/products.json", type: "application/json" },
  { title: "GeoJSON", path: "/api/v1/products.geojson", type: "application/geo+json" },
];

/**
 * The catalogue of what is open here, as DCAT 3 (W3C) in JSON-LD: for portals of open data that
 * gather from others. `issued` and `modified` are days.
 */
export function dcatOf(origin: string, modified: string): object {
  const publisher = { "@type": "foaf:Organization", "foaf:name": "OCOP", "foaf:homepage": origin };
  const both = (vi: string, en: string) => [
    { "@language": "vi", "@value": vi },
    { "@language": "en", "@value": en },
  ];
  return {
    "@context": {
      dcat: "http://www.w3.org/ns/dcat#",
      dct: "http://purl.org/dc/terms/",
      foaf: "http://xmlns.com/foaf/0.1/",
    },
    "@id": `${origin}/api/v1/catalog.jsonld`,
    "@type": "dcat:Catalog",
    "dct:title": both("Dữ liệu mở OCOP", "OCOP open data"),
    "dct:publisher": publisher,
    "dct:language": ["vi", "en"],
    "dcat:dataset": {
      "@id": `${origin}/api/v1/products`,
      "@type": "dcat:Dataset",
      "dct:identifier": "products",
      "dct:title": both("Sản phẩm OCOP được công nhận", "Recognised OCOP products"),
      "dct:description": both(
        "Mọi sản phẩm từng được công nhận, với hạng sao, chủ thể, địa phương, quyết định và tình trạng hôm nay.",
        "Every product that was ever recognised, with its stars, producer, place, decision and state today.",
      ),
      "dct:publisher": publisher,
      "dct:modified": { "@type": "http://www.w3.org/2001/XMLSchema#date", "@value": modified },
      "dct:accrualPeriodicity": {
        "@id": "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT",
      },
      "dcat:landingPage": { "@id": `${origin}/du-lieu` },
      "dcat:distribution": [
        ...files.map(({ title, path, type }) => ({
          "@type": "dcat:Distribution",
          "dct:title": title,
          "dcat:downloadURL": { "@id": origin + path },
          "dcat:mediaType": {
            "@id": `https://www.iana.org/assignments/media-types/${type}`,
          },
        })),
        {
          "@type": "dcat:Distribution",
          "dct:title": "OpenAPI 3.1",
          "dcat:accessURL": { "@id": `${origin}/api/v1/products` },
          "dcat:accessService": {
            "@type": "dcat:DataService",
            "dcat:endpointURL": { "@id": `${origin}/api/v1` },
            "dcat:endpointDescription": { "@id": `${origin}/api/openapi.json` },
          },
        },
      ],
    },
  };
}
