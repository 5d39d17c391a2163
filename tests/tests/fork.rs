//! A process that forks while it has one thread: parent and children share an epoch and its counter, lose nothing and repeat no
//! nonce. A program of its own, since the harness of tests has threads.
#![forbid(unsafe_code)]

#[cfg(unix)]
mod forked {
    use std::collections::HashSet;
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::{Path, PathBuf};

    use fork::{Fork, fork, waitpid};
    use prost::Message;
    use protoseal::prelude::*;
    use protoseal_tests::pb::hostile::v1::{Heap, Item, clear};

    const CHILDREN: usize = 4;
    /// Of each process.
    const MESSAGES: usize = 300;

    pub(crate) type Salt = [u8; 16];
    pub(crate) type N = [u8; 12];

    pub(crate) struct World {
        pub(crate) sealer: Sealer,
        opener: Opener,
    }

    impl World {
        pub(crate) fn new(settings: fn(&Keyring) -> Sealer) -> Self {
            let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("one name");
            Self {
                sealer: settings(&keyring),
                opener: Opener::new(&keyring),
            }
        }

        fn seal(&self, who: usize) -> Vec<Item> {
            let sealed = (0..MESSAGES).map(|n| {
                let item = clear::Item {
                    secret: format!("{who} {n}"),
                };
                item.seal(&self.sealer, &context()).expect("it is sealed")
            });
            sealed.collect()
        }

        fn open(&self, who: usize, items: Vec<Item>) {
            assert_eq!(items.len(), MESSAGES);
            for (n, item) in items.into_iter().enumerate() {
                let opened = item.open(&self.opener, &context()).expect("it opens");
                assert!(opened.secret == format!("{who} {n}"));
            }
        }

        /// The salts and `n` of parent and children, which all seal after the fork, under an epoch that was begun before. In each
        /// child, `first` runs before it seals.
        pub(crate) fn fork(&self, first: impl Fn()) -> Vec<(Salt, N)> {
            let folder = tempfile::tempdir().expect("a folder for temporary files");
            let before = self.seal(0);
            let children: Vec<_> = (1..=CHILDREN)
                .map(|who| {
                    let file = folder.path().join(who.to_string());
                    let child = in_child(|| {
                        first();
                        self.open(0, before.clone());
                        let items = self.seal(who);
                        self.open(who, items.clone());
                        fs::write(
                            &file,
                            Heap {
                                items,
                                ..Default::default()
                            }
                            .encode_to_vec(),
                        )
                        .expect("a file");
                    });
                    (who, child, file)
                })
                .collect();
            let mut all = vec![(0, before), (0, self.seal(0))];
            for (who, child, file) in children {
                assert_eq!(waitpid(child).expect("a child"), 0, "child {who} failed");
                all.push((who, read(&file)));
            }
            let mut nonces = Vec::new();
            for (who, items) in all {
                let envelopes = items.iter().flat_map(|item| &item.sealed);
                nonces.extend(envelopes.map(|envelope| {
                    let (salt, n) = (envelope[5..21].try_into(), envelope[21..33].try_into());
                    (salt.expect("sixteen bytes"), n.expect("twelve bytes"))
                }));
                self.open(who, items);
            }
            assert_eq!(nonces.len(), (CHILDREN + 2) * MESSAGES);
            nonces
        }
    }

    fn context() -> Context {
        Context::new().with("tenant", "acme")
    }

    fn read(file: &PathBuf) -> Vec<Item> {
        let bytes = fs::read(Path::new(file)).expect("what the child wrote");
        Heap::decode(&bytes[..]).expect("what the child encoded").items
    }

    /// Runs in a child, which ends with it; returns the child's id.
    fn in_child(run: impl FnOnce()) -> i32 {
        match fork().expect("a fork") {
            Fork::Parent(child) => child,
            Fork::Child => {
                let done = catch_unwind(AssertUnwindSafe(run)).is_ok();
                std::process::exit(if done { 0 } else { 1 })
            }
        }
    }

    pub(crate) fn different<T: std::hash::Hash + Eq>(all: impl IntoIterator<Item = T>) -> usize {
        all.into_iter().collect::<HashSet<_>>().len()
    }

    /// By default the random half of `n` tells the processes apart.
    pub(crate) fn in_the_default_setting() {
        let world = World::new(Sealer::new);
        let nonces = world.fork(|| {});
        assert_eq!(
            different(nonces.iter().map(|(salt, _)| salt)),
            1,
            "the epoch is not shared"
        );
        let counters = different(nonces.iter().map(|(_, n)| &n[8..]));
        assert_eq!(
            counters,
            2 * MESSAGES,
            "each process goes on with the counter that it had"
        );
        assert_eq!(different(&nonces), nonces.len(), "a nonce repeats");
    }

    fn user_space(keyring: &Keyring) -> Sealer {
        let builder = Sealer::builder(keyring).never_forked_or_cloned();
        builder.build().expect("the setting is sound")
    }

    /// With entropy from user space, the hook does.
    pub(crate) fn never_forked_or_cloned_with_a_hook() {
        let world = World::new(user_space);
        let nonces = world.fork(|| world.sealer.new_epoch());
        assert_eq!(
            different(nonces.iter().map(|(salt, _)| salt)),
            CHILDREN + 1,
            "an epoch is shared"
        );
        assert_eq!(
            different(nonces.iter().map(|(_, n)| n)),
            nonces.len(),
            "a generator goes on as another does"
        );
    }

    /// Without the hook nonces do repeat, as the setting's name warns: so the tests above would notice.
    pub(crate) fn never_forked_or_cloned_without_a_hook() {
        let world = World::new(user_space);
        let nonces = world.fork(|| {});
        assert_eq!(
            different(&nonces),
            2 * MESSAGES,
            "the children drew something of their own"
        );
    }
}

fn main() {
    #[cfg(unix)]
    for (name, test) in [
        ("in_the_default_setting", forked::in_the_default_setting as fn()),
        (
            "never_forked_or_cloned_with_a_hook",
            forked::never_forked_or_cloned_with_a_hook,
        ),
        (
            "never_forked_or_cloned_without_a_hook",
            forked::never_forked_or_cloned_without_a_hook,
        ),
    ] {
        test();
        println!("test {name} ... ok");
    }
}
