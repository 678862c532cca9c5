# The two commands: `make run` and `make test`. README.md says what they do.
.DEFAULT_GOAL := help
.PHONY: help run test lock messages clean

help:
	@echo "make run    a directory with a demo world on http://localhost:8000"
	@echo "make test   everything that can be tested on this machine; what CI runs"
	@echo "make messages   collect the texts to translate"
	@echo "make lock   renew the hash-locked requirements"

run:
	@sh bin/run

test:
	@sh bin/test

messages: .venv/dev
	@.venv/bin/python manage.py makemessages --all --no-location --no-wrap --ignore .venv --ignore var --ignore tests
	@.venv/bin/python manage.py collect_seed_texts

lock: .venv/dev
	@sh bin/lock

.venv/dev: requirements-dev.txt
	@sh bin/install requirements-dev.txt

clean:
	rm -rf .venv var
