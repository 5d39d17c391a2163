// Answers what Go's regexp makes of patterns: a line of JSON for each that comes in.
//
// The first line out tells the version, and characters at which a class of Unicode or a case begins or ends.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"log"
	"os"
	"regexp"
	"runtime"
	"unicode"
)

type greeting struct {
	Version string `json:"version"`
	Edges   string `json:"edges"`
}

type question struct {
	Pattern string   `json:"pattern"`
	Texts   []string `json:"texts"`
	// Every match is wanted, not only the first.
	All bool `json:"all"`
}

type answer struct {
	Valid bool `json:"valid"`
	// The matches in each text, each from one byte to another.
	Matches [][][]int `json:"matches"`
}

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	buffer := bufio.NewWriter(os.Stdout)
	defer buffer.Flush()
	out := json.NewEncoder(buffer)
	tell(out, greeting{runtime.Version(), edges()})
	for {
		var asked question
		switch err := in.Decode(&asked); err {
		case nil:
			tell(out, asked.answer())
		case io.EOF:
			return
		default:
			log.Fatal(err)
		}
	}
}

func tell(out *json.Encoder, value any) {
	if err := out.Encode(value); err != nil {
		log.Fatal(err)
	}
}

func (asked question) answer() answer {
	pattern, err := regexp.Compile(asked.Pattern)
	if err != nil {
		return answer{}
	}
	limit := 1
	if asked.All {
		limit = -1
	}
	matches := make([][][]int, len(asked.Texts))
	for i, text := range asked.Texts {
		matches[i] = pattern.FindAllStringIndex(text, limit)
	}
	return answer{true, matches}
}

// Assigned characters, but U+FFFD, which stands for what is no text.
func edges() string {
	var edges []rune
	last, before := rune(-1), ""
	for r := rune(0); r <= unicode.MaxRune; r++ {
		class := class(r)
		edge := class != before || unicode.SimpleFold(r) != r
		before = class
		for char := r - 1; edge && char <= r; char++ {
			if char > last && char != unicode.ReplacementChar && assigned(char) {
				edges = append(edges, char)
				last = char
			}
		}
	}
	return string(edges)
}

// The narrowest general category, and the script, if there are any.
func class(r rune) string {
	if !assigned(r) {
		return ""
	}
	for name, table := range unicode.Categories {
		if len(name) == 2 && name != "LC" && name != "Cn" && unicode.Is(table, r) {
			for script, table := range unicode.Scripts {
				if unicode.Is(table, r) {
					return name + script
				}
			}
			return name
		}
	}
	return ""
}

func assigned(r rune) bool {
	return !unicode.Is(unicode.Cs, r) && unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
}
