/** Fields of a detailed file of the rule as amended, in the order of the plan. */
export const DETAILED_FIELDS = [
  "DsgntParticipant",
  "RprtEntityCd",
  "RptDate",
  "Symbol",
  "LotSizeFlag",
  "OrderSize",
  "OrderType",
  "CvrdOrderCnt",
  "CvrdOrderSize",
  "CvrdOrderQty",
  "CvrdOrderCnclQty",
  "CvrdOrderExctdQty",
  "CvrdOrderExctdAwayQty",
  "CvrdOrderQtyto100microsec",
  "CvrdOrderQtyto1millisec",
  "CvrdOrderQtyto10millisec",
  "CvrdOrderQtyto1sec",
  "CvrdOrderQtyto10sec",
  "CvrdOrderQtyto30sec",
  "CvrdOrderQtyto5min",
  "CvrdOrderQtyOthr",
  "AvgRealSprd50millisec",
  "AvgRealSprdPct50millisec",
  "AvgRealSprd1sec",
  "AvgRealSprdPct1sec",
  "AvgRealSprd15sec",
  "AvgRealSprdPct15sec",
  "AvgRealSprd1min",
  "AvgRealSprdPct1min",
  "AvgRealSprd5min",
  "AvgRealSprdPct5min",
  "ExctdOrderMidPtAvg",
  "ExctdOrderAvgQuotSprd",
  "AvgEffctvSprd",
  "AvgEffctvSprdPct",
  "AvgEFQPct",
  "ExctdPIOrdersQty",
  "ExctdPIOrdWghtdAvgAmtPerShare",
  "ExctdPIOrdWghtdAvgTime",
  "ExctdOrderAtQuotQty",
  "ExctdAtQuotOrdWghtdAvgTime",
  "ExctdOrderOutQuotQty",
  "ExctdOutQuotOrdWghtdAvgAmt",
  "ExctdOutQuotOrdWghtdAvgTime",
  "ExctdPIOrderRltvBestPrQty",
  "ExctdPIOrderRltvBestPrWghtdAvg",
  "ExctdOrderAtBestPrQty",
  "ExctdOrderOutBestPrQty",
  "ExctdOrderOutBestPrWghtdAvgAmt",
  "ExctdOrderSizeBnchmrkQty",
  "ExctdSIOutsizedQty",
  "FilledOrderCnt",
  "RegExctdOrderQty",
  "RegExctdOrderOnXchngQty",
  "FilledOrderWghtdAvgTime",
] as const;

/** Files of months to July 2026 have no header. */
export const LEGACY_WIDTH = 26;

/** Where the figures that are summed stand in a row, from 0; `lot` and `midpoint` only the amended file has. */
export interface DetailedLayout {
  readonly width: number;
  readonly lot: number | null;
  readonly size: number;
  readonly type: number;
  /** In the order of `SUMMED`. */
  readonly figures: readonly number[];
}

/** What is read of a row as a number. */
export const SUMMED = [
  "orders",
  "shares",
  "cancelled",
  "executed",
  "away",
  "midpoint",
  "quoted",
  "effective",
  "effectivePct",
  "improved",
  "improvedAmount",
  "atQuote",
  "outside",
  "outsideAmount",
] as const;

const at = (field: (typeof DETAILED_FIELDS)[number]) => DETAILED_FIELDS.indexOf(field);

export const AMENDED: DetailedLayout = {
  width: DETAILED_FIELDS.length,
  lot: at("LotSizeFlag"),
  size: at("OrderSize"),
  type: at("OrderType"),
  figures: [
    at("CvrdOrderCnt"),
    at("CvrdOrderQty"),
    at("CvrdOrderCnclQty"),
    at("CvrdOrderExctdQty"),
    at("CvrdOrderExctdAwayQty"),
    at("ExctdOrderMidPtAvg"),
    at("ExctdOrderAvgQuotSprd"),
    at("AvgEffctvSprd"),
    at("AvgEffctvSprdPct"),
    at("ExctdPIOrdersQty"),
    at("ExctdPIOrdWghtdAvgAmtPerShare"),
    at("ExctdOrderAtQuotQty"),
    at("ExctdOrderOutQuotQty"),
    at("ExctdOutQuotOrdWghtdAvgAmt"),
  ],
};

/** -1: the format has no such field. */
export const LEGACY: DetailedLayout = {
  width: LEGACY_WIDTH,
  lot: null,
  size: 5,
  type: 4,
  figures: [6, 7, 8, 9, 10, -1, -1, 17, -1, 18, 19, 21, 23, 24],
};

/** Order types of the rule as it was. */
export const LEGACY_TYPES = ["11", "12", "13", "14", "15"] as const;
/** Its order sizes, in shares: 100–499, 500–1,999, 2,000–4,999, 5,000 and more. */
export const LEGACY_SIZES = ["21", "22", "23", "24"] as const;
