import { findConsultanciesBy } from "#modules/councils/service/consultancies.server.ts";
import { findConsultantsBy } from "#modules/cycle/service/consultants.server.ts";
import {
  contractedFor,
  helpsByContract,
  readersByContract,
} from "./partners/service/helped.server.ts";

// Plans come before the network of consultants, and councils too: they ask without knowing of it.
// Who helps a producer by contract reads its plans, and judges none of its products.
findConsultantsBy({ helps: helpsByContract, readers: readersByContract });
findConsultanciesBy(contractedFor);
