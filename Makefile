# make help says what there is. Everything is built from the tree; a stamp in build/ says what has been done.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := build
comma := ,
CC ?= cc

SOURCES := $(sort $(wildcard csrc/*.c))
CORE := $(filter-out csrc/module%.c,$(SOURCES))
MODULE := $(filter csrc/module%.c,$(SOURCES))
LEXICON := $(sort $(wildcard csrc/*.py csrc/*/*.py csrc/lexicon/*.tsv csrc/grammar/*.txt))
PYRIGHT := $(BUILD)/pyright/node_modules/.bin/pyright
PYTHON_FILES := $(sort $(wildcard python/quantclaims/*.py python/quantclaims/*/*.py python/quantclaims/*.pyi))
CORE_TESTS := $(sort $(filter-out tests/core/test_linear.c,$(wildcard tests/core/test_*.c)))

INCLUDES = -Iinclude -Icsrc -I$(BUILD)/tables $(PCRE2_CFLAGS)
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Werror
PCRE2_CFLAGS = $(shell pkg-config --cflags libpcre2-8 2>/dev/null || pcre2-config --cflags)
PCRE2_LIBS = $(shell pkg-config --libs libpcre2-8 2>/dev/null || pcre2-config --libs8)
CHECKED := $(BUILD)/checked
SANITIZE := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
CHECKED_FLAGS = -std=c11 $(SANITIZE) $(WARNINGS) $(INCLUDES) -MMD -MP
CHECKED_OBJECTS := $(CORE:csrc/%.c=$(CHECKED)/%.o) $(CHECKED)/tables.o
# The core with a counter of basic blocks.
STEPS := $(BUILD)/steps
STEPS_FLAGS = -std=c11 -O1 -fsanitize-coverage=trace-pc $(INCLUDES) -MMD -MP
STEPS_OBJECTS := $(CORE:csrc/%.c=$(STEPS)/%.o) $(STEPS)/tables.o
# The core under ThreadSanitizer.
RACES := $(BUILD)/races
RACES_FLAGS = -std=c11 -O1 -g -fno-omit-frame-pointer -fsanitize=thread $(INCLUDES) -MMD -MP
RACES_OBJECTS := $(CORE:csrc/%.c=$(RACES)/%.o) $(RACES)/tables.o
# The flags of setup.py.
QUICK := $(BUILD)/quick
QUICK_FLAGS = -std=c11 -O3 -g -fvisibility=hidden -fPIC $(INCLUDES) -MMD -MP
QUICK_OBJECTS := $(CORE:csrc/%.c=$(QUICK)/%.o) $(QUICK)/tables.o $(MODULE:csrc/%.c=$(QUICK)/%.o)

.PHONY: help demo docs wheel test-engines test lint test-core test-python test-checked build bench bench-commit bench-instructions clean test-threads
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --jobs=$(shell getconf _NPROCESSORS_ONLN)

help:
	@echo "make demo                      install what is missing, extract the sample articles, write demo/"
	@echo "make test                      all tests: core and extension under ASan and UBSan, pytest, mypy, ruff"
	@echo "make lint | test-core | test-python | test-checked   the parts of it, the last with the extension under ASan"
	@echo "make test-threads              the core's batches by several threads under ThreadSanitizer"
	@echo "make build                     compile the extension into the tree; a failure leaves the last one in place"
	@echo "make fuzz SECONDS=60           each fuzz target under ASan and UBSan for so long; 0: the kept corpus once"
	@echo "make trust SECONDS=60          all that is tried on hostile texts, at length, and a table of the figures"
	@echo "make mutate MUTANTS=60         changes the core in so many places, one at a time: do the tests notice?"
	@echo "make coverage                  lines and branches of the core and of the package that the tests reach"
	@echo "make bench TEXT=F              how fast it is beside others, on the sample articles and F; docs/speed.json, .png"
	@echo "make bench-instructions TEXT=F instructions per byte on the first 1 MB of F, by stage"
	@echo "make bench-commit              makes the instructions of now those that the tests compare with"
	@echo "make docs                      build the site: build/site/index.html"
	@echo "make test-engines              the recipes for Spark and Ray, which it installs, and those for DuckDB and Dask"
	@echo "make wheel                     build, repair and try the Linux wheel on every Python found: dist/"
	@echo "make clean                     remove everything that was made"

# ---- What is needed

# $(call want,TEST,PACKAGE): installs a Debian package where TEST fails and apt may be used.
# $(call need,TEST,PACKAGE): the same, and says what to install where it may not.
define want
	@{ $(1); } >/dev/null 2>&1 || { \
	    if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	        apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(2); \
	    elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	        sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(2); \
	    fi; true; }
endef
define need
	$(call want,$(1),$(2))
	@{ { $(1); } >/dev/null 2>&1 || { echo "error: $(2) is needed: apt install $(2)" >&2; exit 1; }; }
endef

$(BUILD)/system:
	@mkdir -p $(BUILD)
	$(call need,$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3 , 11))',python3)
	$(call need,$(PYTHON) -c 'import ensurepip',python3-venv)
	$(call need,test -e "$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h",python3-dev)
	$(call need,command -v $(CC),gcc)
	$(call need,pkg-config --exists libpcre2-8 || pcre2-config --version,libpcre2-dev)
	$(call need,command -v valgrind,valgrind)
	@touch $@

# The packages of the extra `test`, which has those of the demonstration, and the Python half of this one, editable.
$(BUILD)/environment: pyproject.toml setup.py | $(BUILD)/system
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip 'setuptools>=80' 'numpy>=2.0'
	QUANTCLAIMS_WITHOUT_EXTENSION=1 $(BIN)/python -m pip install -q --no-build-isolation -e '.[test]'
	@touch $@

# ---- The extension, as setup.py makes it, but only what has changed

build: $(QUICK)/extension

# Made aside and then moved, so that whoever uses the tree meanwhile has the last one that linked.
$(QUICK)/extension: $(QUICK_OBJECTS) | $(BUILD)/environment
	@name=_core$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("EXT_SUFFIX"))') && \
	shared=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("LDSHARED"))') && \
	$$shared $(QUICK_OBJECTS) -o $(QUICK)/$$name $(PCRE2_LIBS) && $(BIN)/python -c \
	    "import ctypes; ctypes.CDLL('$(QUICK)/$$name', mode=2)" && \
	mv $(QUICK)/$$name python/quantclaims/$$name && echo "built python/quantclaims/$$name"
	@touch $@

$(QUICK)/tables.o: $(BUILD)/tables/tables.c
	@mkdir -p $(@D)
	@$(CC) $(QUICK_FLAGS) -c $< -o $@

$(MODULE:csrc/%.c=$(QUICK)/%.o): $(QUICK)/%.o: csrc/%.c | $(BUILD)/environment
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(QUICK_FLAGS) -Wall -Wextra -DNPY_TARGET_VERSION=NPY_1_25_API_VERSION -DNPY_NO_DEPRECATED_API=NPY_2_0_API_VERSION \
	    $$($(BIN)/python -c 'import numpy, sysconfig; print("-I" + sysconfig.get_path("include"), "-I" + numpy.get_include())') \
	    -c $< -o $@

$(QUICK)/%.o: csrc/%.c | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(QUICK_FLAGS) -c $< -o $@

# ---- Demonstration

demo: $(QUICK)/extension
	@mkdir -p demo
	$(BIN)/python tests/demo.py tests/articles demo

# ---- Tests

test: lint test-core test-threads test-python test-checked test-fuzz

test-core: $(CORE_TESTS:tests/core/%.c=$(CHECKED)/%.passed) $(STEPS)/test_linear.passed

# make_tables.py leaves alone what has not changed; the stamp says that it has looked.
$(BUILD)/tables/stamp: $(LEXICON) csrc/lexicon.h | $(BUILD)/system
	$(PYTHON) csrc/make_tables.py $(BUILD)/tables
	@touch $@

$(BUILD)/tables/tables.c $(BUILD)/tables/tables.h: $(BUILD)/tables/stamp ;

$(CHECKED)/tables.o: $(BUILD)/tables/tables.c
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CHECKED_FLAGS) -c $< -o $@

$(CHECKED)/%.o: csrc/%.c | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(CHECKED_FLAGS) -c $< -o $@

$(CHECKED)/test_%: tests/core/test_%.c $(CHECKED_OBJECTS)
	@echo "cc $<"
	@$(CC) $(CHECKED_FLAGS) -Itests/core $< $(CHECKED_OBJECTS) -o $@ $(PCRE2_LIBS) -lm -lpthread

$(CHECKED)/%.passed: $(CHECKED)/%
	$<
	@touch $@

$(STEPS)/tables.o: $(BUILD)/tables/tables.c
	@mkdir -p $(@D)
	@$(CC) $(STEPS_FLAGS) -c $< -o $@

$(STEPS)/%.o: csrc/%.c | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(STEPS_FLAGS) -c $< -o $@

$(STEPS)/test_linear.passed: tests/core/test_linear.c $(STEPS_OBJECTS)
	$(CC) $(STEPS_FLAGS) -Itests/core $^ -o $(@:.passed=) $(PCRE2_LIBS) -lm -lpthread
	$(@:.passed=)
	@touch $@

test-threads: $(RACES)/test_batch.passed

$(RACES)/tables.o: $(BUILD)/tables/tables.c
	@mkdir -p $(@D)
	@$(CC) $(RACES_FLAGS) -c $< -o $@

$(RACES)/%.o: csrc/%.c | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@$(CC) $(RACES_FLAGS) -c $< -o $@

# A race ends the driver with the status 66.
$(RACES)/%.passed: tests/core/%.c $(RACES_OBJECTS)
	$(CC) $(RACES_FLAGS) -Itests/core $^ -o $(@:.passed=) $(PCRE2_LIBS) -lm -lpthread
	$(@:.passed=)
	@touch $@

lint: $(PYRIGHT) | $(BUILD)/environment
	$(BIN)/ruff check
	$(BIN)/mypy
	$(PYRIGHT)

# Pyright is on npm; the package of PyPI would fetch it from there by itself, with a Node of its own.
$(PYRIGHT): | $(BUILD)/system
	$(call need,command -v npm,npm)
	npm install --silent --no-fund --no-audit --prefix $(BUILD)/pyright pyright@1.1.414

test-python: $(QUICK)/extension
	$(call need,command -v chromium || command -v chromium-browser || command -v google-chrome,chromium)
	$(BIN)/python -m pytest

# The package with a sanitized extension, kept away from the tree.
$(CHECKED)/package: $(SOURCES) $(wildcard csrc/*.h include/*.h) $(LEXICON) $(PYTHON_FILES) | $(BUILD)/environment
	CFLAGS="$(SANITIZE)" $(BIN)/python setup.py -q build --force --build-base $(CHECKED)/package --build-lib $(CHECKED)/package/lib
	@touch $@

# The tests that read texts. CPython does not free everything at its end: leaks are looked for in the core's own tests alone.
CHECKED_TESTS := $(addprefix tests/test_,arrow.py articles.py cli.py determinism.py files.py inputs.py spec.py table.py)

test-checked: $(CHECKED)/package
	@echo "$(CHECKED_TESTS) under ASan and UBSan"
	@ASAN_OPTIONS=detect_leaks=0 LD_PRELOAD="$$($(CC) -print-file-name=libasan.so) $$($(CC) -print-file-name=libubsan.so)" \
	    PYTHONPATH=$(CURDIR)/$(CHECKED)/package/lib $(BIN)/python -m pytest $(CHECKED_TESTS)

# ---- Fuzzing: clang's libFuzzer on copies of the core, each target for SECONDS (0: over the kept corpus once)

SECONDS ?= 60
FUZZ := $(BUILD)/fuzz
FUZZ_CC ?= clang
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_FLAGS = -std=c11 -O2 -g -fno-omit-frame-pointer $(WARNINGS) $(INCLUDES) -MMD -MP
# Counters of edges alone: the dictionary knows better than traced comparisons what to try, in a third of the time.
FUZZ_CHECKS := -fsanitize=address,undefined -fno-sanitize-recover=all -fsanitize-coverage=inline-8bit-counters,pc-table
FUZZ_OBJECTS := $(CORE:csrc/%.c=$(FUZZ)/%.o) $(FUZZ)/tables.o

.PHONY: fuzz test-fuzz
fuzz: $(FUZZ_TARGETS:%=$(FUZZ)/fuzz_%) $(FUZZ)/seeds/dictionary
	$(PYTHON) tests/fuzz/run.py $(FUZZ) $(SECONDS)

# The seeds and the kept corpus once: what was found stays mended.
test-fuzz: $(FUZZ_TARGETS:%=$(FUZZ)/fuzz_%) $(FUZZ)/seeds/dictionary
	$(PYTHON) tests/fuzz/run.py $(FUZZ) 0

$(FUZZ)/compiler: | $(BUILD)/system
	@mkdir -p $(@D)
	$(call need,echo 'int LLVMFuzzerTestOneInput(const char *b$(comma) long n) { return b && n; }' | \
	    $(FUZZ_CC) -x c - -fsanitize=fuzzer$(comma)address -o $(BUILD)/fuzz/try,clang)
	@touch $@

$(FUZZ)/tables.o: $(BUILD)/tables/tables.c $(FUZZ)/compiler
	@$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_CHECKS) -c $< -o $@

$(FUZZ)/%.o: csrc/%.c $(FUZZ)/compiler | $(BUILD)/tables/tables.h
	@echo "clang $<"
	@$(FUZZ_CC) $(FUZZ_FLAGS) $(FUZZ_CHECKS) -c $< -o $@

$(FUZZ)/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_OBJECTS)
	@echo "clang $<"
	@$(FUZZ_CC) $(FUZZ_FLAGS) -Itests/core $(FUZZ_CHECKS) $< $(FUZZ_OBJECTS) -fsanitize=fuzzer \
	    -o $@ $(PCRE2_LIBS) -lm -lpthread

$(FUZZ)/seeds/dictionary: tests/fuzz/make_seeds.py $(wildcard csrc/lexicon/*.tsv tests/spec/*.md tests/articles/*.txt)
	$(PYTHON) tests/fuzz/make_seeds.py $(FUZZ)/seeds

# ---- Trust: everything that is tried on hostile texts, at length, and a table of the figures

# All but the one whose text has 2 GiB, and the one that runs code of the JIT on texts of every length, which reads in words.
VALGRIND_TESTS := $(filter-out batch long,$(CORE_TESTS:tests/core/test_%.c=%))

.PHONY: trust
trust: $(QUICK)/extension test-core test-threads $(FUZZ_TARGETS:%=$(FUZZ)/fuzz_%) $(FUZZ)/seeds/dictionary $(VALGRIND_TESTS:%=$(QUICK)/plain_test_%)
	$(call need,command -v valgrind,valgrind)
	$(BIN)/python tests/trust.py $(BUILD) $(SECONDS)

# The core's drivers without sanitizers, for Valgrind.
$(QUICK)/plain_%: tests/core/%.c $(QUICK_OBJECTS)
	@$(CC) $(QUICK_FLAGS) -Itests/core $< $(CORE:csrc/%.c=$(QUICK)/%.o) $(QUICK)/tables.o -o $@ $(PCRE2_LIBS) -lm -lpthread

# ---- Coverage: the core and the extension with gcov's counters, a copy of the package with coverage.py's

COVER := $(BUILD)/cover
COVER_FLAGS = -std=c11 -O0 -g -fPIC --coverage -fprofile-update=atomic $(INCLUDES) -MMD -MP
COVER_OBJECTS := $(CORE:csrc/%.c=$(COVER)/%.o) $(COVER)/tables.o
# Those that neither read a clock nor count memory or instructions: counters cost both.
COVER_TESTS := $(filter-out $(addprefix tests/test_,engines.py import_time.py instructions.py no_memory.py notebooks.py \
    pathological.py processes.py packaging.py readme.py docs.py),$(sort $(wildcard tests/test_*.py)))

# All drivers but that of the 2.2 GB, which counters make slow.
COVER_DRIVERS := $(patsubst tests/core/%.c,$(COVER)/%,$(filter-out tests/core/test_long.c,$(CORE_TESTS)))

.PHONY: coverage
coverage: $(COVER_DRIVERS) $(MODULE:csrc/%.c=$(COVER)/%.o) | $(QUICK)/extension
	@rm -rf $(COVER)/package && mkdir $(COVER)/package && cp -r python/quantclaims $(COVER)/package
	@$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("LDSHARED"))') --coverage $(COVER_OBJECTS) \
	    $(MODULE:csrc/%.c=$(COVER)/%.o) -o $(COVER)/package/quantclaims/$(notdir $(wildcard python/quantclaims/_core.*.so)) \
	    $(PCRE2_LIBS)
	@find $(COVER) -name '*.gcda' -delete
	for driver in $(COVER_DRIVERS); do $$driver || exit 1; done
	@rm -f $(COVER)/data*
	PYTHONPATH=$(CURDIR)/$(COVER)/package $(BIN)/python -m coverage run --data-file=$(CURDIR)/$(COVER)/data \
	    -m pytest -k "not ctrl_c and not full_disk" $(COVER_TESTS)
	$(BIN)/python -m coverage combine -q --data-file=$(COVER)/data
	$(BIN)/python -m coverage report --data-file=$(COVER)/data --show-missing --skip-covered
	$(BIN)/gcovr --root . --filter 'csrc/(?!module)' --json $(COVER)/core.json --exclude-unreachable-branches \
	    --exclude-throw-branches $(COVER)
	$(BIN)/python tests/core_coverage.py $(COVER)/core.json

$(COVER)/tables.o: $(BUILD)/tables/tables.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -fPIC $(INCLUDES) -c $< -o $@

$(MODULE:csrc/%.c=$(COVER)/%.o): $(COVER)/%.o: csrc/%.c | $(BUILD)/environment $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@$(CC) $(COVER_FLAGS) \
	    $$($(BIN)/python -c 'import numpy, sysconfig; print("-I" + sysconfig.get_path("include"), "-I" + numpy.get_include())') \
	    -c $< -o $@

$(COVER)/%.o: csrc/%.c | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@$(CC) $(COVER_FLAGS) -c $< -o $@

$(COVER)/test_%: tests/core/test_%.c $(COVER_OBJECTS)
	@$(CC) -std=c11 -O0 -g --coverage $(INCLUDES) -Itests/core $< $(COVER_OBJECTS) -o $@ $(PCRE2_LIBS) -lm -lpthread

# ---- Mutants: MUTANTS places of the core changed, one at a time, and whether the tests notice

MUTANTS ?= 60
MUTANT := $(BUILD)/mutants

.PHONY: mutate
mutate: $(QUICK)/extension $(CORE_TESTS:tests/core/%.c=$(MUTANT)/%.o)
	@rm -rf $(MUTANT)/*.a $(MUTANT)/package && mkdir $(MUTANT)/package && cp -r python/quantclaims $(MUTANT)/package
	@ar rc $(MUTANT)/libcore.a $(CORE:csrc/%.c=$(QUICK)/%.o) $(QUICK)/tables.o
	@ar rc $(MUTANT)/module.a $(MODULE:csrc/%.c=$(QUICK)/%.o)
	MUTATE_CC="$(CC) -std=c11 -O1 -fPIC -fvisibility=hidden $(INCLUDES)" MUTATE_LIBS="$(PCRE2_LIBS) -lm -lpthread" \
	    $(BIN)/python tests/mutate.py $(BUILD) $(MUTANTS)

$(MUTANT)/%.o: tests/core/%.c $(wildcard tests/core/*.h csrc/*.h include/*.h) | $(BUILD)/tables/tables.h
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O1 $(INCLUDES) -Itests/core -c $< -o $@

# ---- Measuring

bench: $(QUICK)/extension $(BUILD)/peers
	PYTHONPATH=python $(BIN)/python tests/bench/bench.py $(TEXT) --json docs/speed.json --plot docs/speed.png

# What it is measured beside; what cannot be installed is named in the table.
$(BUILD)/peers: pyproject.toml | $(BUILD)/environment
	$(call want,echo 'int main() {}' | c++ -x c++ - -lre2 -o /dev/null,g++ libre2-dev)
	@$(BIN)/python tests/bench/peers.py | while read -r peer; do $(BIN)/python -m pip install -q "$$peer" || true; done
	@touch $@

bench-instructions: $(BUILD)/environment
	$(BIN)/python tests/bench/instructions.py $(TEXT)

# The figures that test_instructions.py compares with, changed on purpose.
bench-commit: $(BUILD)/environment
	$(BIN)/python tests/bench/instructions.py --json tests/bench/instructions.json

# ---- Engines

# Spark and Ray are large, and Spark needs Java: they are installed for this alone.
test-engines: $(QUICK)/extension
	$(call need,java -version,openjdk-17-jre-headless)
	@engines=$$($(BIN)/python -c "import tomllib; \
	    print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['engines'])") && \
	$(BIN)/python -m pip install -q $$engines || \
	    { echo "error: $$engines could not be installed from PyPI, which these tests are of" >&2; exit 1; }
	$(BIN)/python -m pytest tests/test_engines.py

# ---- Wheels

# For each CPython that is found; QUANTCLAIMS_PCRE2=PREFIX links a PCRE2 of packaging/build_pcre2.py instead of the system's.
wheel: $(BUILD)/environment
	$(BIN)/python packaging/wheels.py dist

# ---- The site

docs: $(QUICK)/extension
	PYTHONPATH=$(CURDIR)/python $(BIN)/python -m sphinx -q -W --keep-going -b html docs $(BUILD)/site
	@echo "built $(BUILD)/site/index.html"

clean:
	rm -rf $(BUILD) $(VENV) demo dist docs/generated callgrind.out.* python/*.egg-info python/quantclaims/_core.*.so
	find . -name __pycache__ -prune -exec rm -rf {} +

-include $(wildcard $(CHECKED)/*.d $(QUICK)/*.d $(FUZZ)/*.d $(STEPS)/*.d $(RACES)/*.d $(COVER)/*.d)
