"""Run by bench/pairs.py in the environment of the peers: peer_pairs.py FILE...

Prints how many pairs of files datasketch takes for alike: MinHash of their shingles of eight words,
locality-sensitive hashing at a Jaccard coefficient of 0.1."""

import re
import sys

from datasketch import MinHash, MinHashLSH

WORDS = re.compile(r"\w+")


def main():
    index, hashes = MinHashLSH(threshold=0.1, num_perm=64), {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", errors="replace") as f:
            words = WORDS.findall(f.read().lower())
        sketch = MinHash(num_perm=64)
        sketch.update_batch([" ".join(words[i:i + 8]).encode() for i in range(max(1, len(words) - 7))])
        hashes[path] = sketch
        index.insert(path, sketch)
    print(sum(len(index.query(sketch)) - 1 for sketch in hashes.values()) // 2)


if __name__ == "__main__":
    main()
