-- who may write to a partition: only under this epoch
CREATE TABLE ms_agent.partitions (
    service varchar(63) NOT NULL,
    partition_no integer NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (service, partition_no)
);

-- the object of a class for a key, as it was committed last; of_transaction: no method with a key has written it, so it goes
-- with the outcomes of the transaction that is its key
CREATE TABLE ms_agent.states (
    service varchar(63) NOT NULL,
    partition_no integer NOT NULL,
    state_key varchar(512) NOT NULL,
    class_name varchar(1000) NOT NULL,
    epoch bigint NOT NULL,
    of_transaction boolean NOT NULL,
    state bytea NOT NULL,
    PRIMARY KEY (service, partition_no, state_key, class_name)
);

-- how a call of a transaction ended; status 0: part of its effect was committed, its end is not known
CREATE TABLE ms_agent.outcomes (
    service varchar(63) NOT NULL,
    tx varchar(36) NOT NULL,
    call_no varchar(200) NOT NULL,
    partition_no integer NOT NULL,
    tx_millis bigint NOT NULL,
    fingerprint varchar(64) NOT NULL,
    status integer NOT NULL,
    headers varchar(100000) NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (service, tx, call_no)
);

CREATE INDEX outcomes_by_age ON ms_agent.outcomes (service, tx_millis, tx);

-- of transactions that began before this time, outcomes may have been dropped
CREATE TABLE ms_agent.floors (
    service varchar(63) NOT NULL PRIMARY KEY,
    tx_millis bigint NOT NULL
);
