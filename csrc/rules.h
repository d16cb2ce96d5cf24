/* The names of the rules that make rows: the column `rule`, for explain(). A rule is added here and nowhere else. */
#ifndef QC_RULES_H
#define QC_RULES_H

/* X(CODE, "name"): in the order of the table QC_TABLE_RULE. */
#define QC_RULES(X) \
    X(NONE, "") \
    X(MONEY_SYMBOL, "money.symbol") X(MONEY_NAME, "money.name") X(MONEY_PRICE, "money.price") \
    X(PERCENT, "percent.sign") X(PERCENT_POINT, "percent.point") X(PERCENT_FRACTION, "percent.fraction") \
    X(QUANTITY, "quantity.unit") X(QUANTITY_RATE, "quantity.rate") \
    X(COUNT_NOUN, "count.noun") X(COUNT_BARE, "count.bare") X(COUNT_MULTIPLE, "count.multiple") X(COUNT_VAGUE, "count.vague") \
    X(DURATION, "duration.unit") X(DURATION_AGE, "duration.age") \
    X(DATE_WORD, "date.word") X(DATE_GRAMMAR, "date.grammar") X(DATE_YEAR, "date.year") X(TIME_CLOCK, "time.clock")

#define QC_RULE_CODE(code, name) QC_RULE_##code,
typedef enum qc_rule { QC_RULES(QC_RULE_CODE) QC_RULE_COUNT_OF } qc_rule;
#undef QC_RULE_CODE

#endif
