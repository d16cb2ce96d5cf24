/* The rules that make rows: the column `rule` and what explain() says of them. A rule is added here alone. */
#ifndef QC_RULES_H
#define QC_RULES_H

/* X(CODE, "name", "sentence"): in the order of the table QC_TABLE_RULE; see qc_rule_sentence. */
#define QC_RULES(X) \
    X(NONE, "", "") \
    X(MONEY_SYMBOL, "money.symbol", "a currency stands before the number") \
    X(MONEY_NAME, "money.name", "a currency stands behind the number") \
    X(MONEY_PRICE, "money.price", "money per a unit of something is a price") \
    X(PERCENT, "percent.sign", "a percent sign or word stands behind the number") \
    X(PERCENT_POINT, "percent.point", "points of a percentage, or basis points, are a difference of percentages") \
    X(PERCENT_FRACTION, "percent.fraction", "a part of something is its percentage: a third, one in five") \
    X(QUANTITY, "quantity.unit", "a physical or trade unit stands behind the number") \
    X(QUANTITY_RATE, "quantity.rate", "a unit and what it is per are one unit") \
    X(COUNT_NOUN, "count.noun", "the noun behind the number is what is counted") \
    X(COUNT_BARE, "count.bare", "a number without unit or noun, whose form or the words before it make it a figure") \
    X(COUNT_MULTIPLE, "count.multiple", "doubled, sixfold, three times: by how many times something changed") \
    X(COUNT_VAGUE, "count.vague", "tens, dozens, thousands of things: from one to ten times as many") \
    X(DURATION, "duration.unit", "a length of time stands behind the number") \
    X(DURATION_AGE, "duration.age", "old, aged, or a number between commas behind a name: an age") \
    X(DATE_WORD, "date.word", "a word that is a date by itself") \
    X(DATE_GRAMMAR, "date.grammar", "an expression of several words that is a date or a period") \
    X(DATE_YEAR, "date.year", "a number of four digits that the words around it make a year") \
    X(TIME_CLOCK, "time.clock", "a time on the clock")

#define QC_RULE_CODE(code, name, sentence) QC_RULE_##code,
typedef enum qc_rule { QC_RULES(QC_RULE_CODE) QC_RULE_COUNT_OF } qc_rule;
#undef QC_RULE_CODE

#endif
