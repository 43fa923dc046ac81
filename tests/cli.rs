//! The program as its users meet it: output, messages and exit codes.

mod cli {
    pub mod support;

    mod corrections;
    mod derivations;
    mod diff;
    mod explain;
    mod formats;
    mod gazetteers;
    mod inputs;
    mod metadata;
    mod naming;
    mod outputs;
    mod rules;
    mod verbs;
}
