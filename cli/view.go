package cli

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	currencytypes "github.com/dcep-consortium/dcepd/x/currency/types"
)

const (
	fenSuffix = "_fen"
	// maxBytesShown is the longest byte string that is shown whole: a hash or a key.
	maxBytesShown = 32
	// maxColumns keeps a list readable on one screen; JSON has the rest.
	maxColumns = 8
)

const timeFormat = "2006-01-02 15:04:05 -07:00"

// beijing is the zone of the business day; people read times in it.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// noLimit names the messages in which an amount of zero means that there is no limit.
var noLimit = map[protoreflect.FullName]bool{"dcep.currency.v1.Limits": true}

// section is one part of what is shown: names with values, or a list under a header.
type section struct {
	title  string
	pairs  [][2]string
	header []string
	rows   [][]string
}

// view turns a message into sections by what its fields are, so that a new query needs no code here.
func view(message protoreflect.Message) []section {
	if only := onlyMessage(message); only != nil {
		return view(only)
	}
	main := section{}
	var others []section
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		switch {
		case isPagination(field):
		case isAny(field):
			others = append(others, anySections(message, field)...)
		case isMessage(field) && field.IsList():
			others = append(others, listSection(field, message.Get(field).List()))
		case isMessage(field) && message.Has(field):
			for _, part := range view(message.Get(field).Message()) {
				part.title = strings.TrimSpace(title(field) + " " + part.title)
				others = append(others, part)
			}
		case isMessage(field):
		default:
			main.pairs = append(main.pairs, [2]string{title(field), fieldText(message, field, withUnit)})
		}
	}
	if len(main.pairs) == 0 {
		return others
	}
	return append([]section{main}, others...)
}

// anySections shows the messages that a message carries, such as those of a resolution, each under its own name.
func anySections(message protoreflect.Message, field protoreflect.FieldDescriptor) []section {
	var carried []protoreflect.Message
	if field.IsList() {
		list := message.Get(field).List()
		for i := range list.Len() {
			carried = append(carried, list.Get(i).Message())
		}
	} else if message.Has(field) {
		carried = append(carried, message.Get(field).Message())
	}
	var sections []section
	for _, wrapped := range carried {
		inner, name := unpackAny(wrapped)
		if inner == nil {
			sections = append(sections, section{title: name, pairs: [][2]string{}})
			continue
		}
		parts := view(inner)
		if len(parts) == 0 {
			parts = []section{{pairs: [][2]string{}}}
		}
		for _, part := range parts {
			part.title = strings.TrimSpace(name + " " + part.title)
			sections = append(sections, part)
		}
	}
	return sections
}

// unpackAny returns nil for a type that this program does not know.
func unpackAny(wrapped protoreflect.Message) (inner protoreflect.Message, name string) {
	fields := wrapped.Descriptor().Fields()
	name = strings.TrimPrefix(wrapped.Get(fields.ByName("type_url")).String(), "/")
	descriptor, err := descriptors.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		return nil, name
	}
	known, ok := descriptor.(protoreflect.MessageDescriptor)
	if !ok {
		return nil, name
	}
	dynamic := dynamicpb.NewMessage(known)
	if err := proto.Unmarshal(wrapped.Get(fields.ByName("value")).Bytes(), dynamic); err != nil {
		return nil, name
	}
	return dynamic, string(known.Name())
}

// onlyMessage unwraps a response that holds nothing but one message: {"member": {…}}.
func onlyMessage(message protoreflect.Message) protoreflect.Message {
	fields := message.Descriptor().Fields()
	if fields.Len() != 1 || !isMessage(fields.Get(0)) || fields.Get(0).IsList() || !message.Has(fields.Get(0)) {
		return nil
	}
	return message.Get(fields.Get(0)).Message()
}

// listSection shows the columns that hold anything, also those of messages inside of an entry. When there are too many,
// times and lists inside of an entry go first, then the last ones.
func listSection(field protoreflect.FieldDescriptor, list protoreflect.List) section {
	var shown []column
	for _, each := range columnsOf(field.Message(), nil) {
		if _, used := each.cells(list); used && each.last().Kind() != protoreflect.BytesKind {
			shown = append(shown, each)
		}
	}
	if len(shown) > maxColumns {
		shown = slices.DeleteFunc(shown, func(each column) bool {
			return isTimestamp(each.last()) || isMessage(each.last())
		})
	}
	shown = shown[:min(len(shown), maxColumns)]

	table := section{title: title(field), rows: make([][]string, list.Len())}
	for _, each := range shown {
		table.header = append(table.header, columnTitle(each.last()))
		cells, _ := each.cells(list)
		for row, cell := range cells {
			table.rows[row] = append(table.rows[row], cell)
		}
	}
	return table
}

// column is the way to a field from an entry of a list, through messages inside of it.
type column []protoreflect.FieldDescriptor

func columnsOf(message protoreflect.MessageDescriptor, way column) []column {
	var all []column
	fields := message.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		next := append(slices.Clone(way), field)
		if isMessage(field) && !field.IsList() && !isAny(field) && len(way) == 0 {
			all = append(all, columnsOf(field.Message(), next)...)
			continue
		}
		all = append(all, next)
	}
	return all
}

func (c column) last() protoreflect.FieldDescriptor { return c[len(c)-1] }

func (c column) cells(list protoreflect.List) (cells []string, used bool) {
	for i := range list.Len() {
		entry := list.Get(i).Message()
		for _, field := range c[:len(c)-1] {
			entry = entry.Get(field).Message()
		}
		cell := ""
		if field := c.last(); isMessage(field) && field.IsList() {
			if n := entry.Get(field).List().Len(); n > 0 {
				cell = strconv.Itoa(n)
			}
		} else if !isMessage(field) {
			cell = fieldText(entry, field, withoutUnit)
		}
		cells = append(cells, cell)
		used = used || cell != ""
	}
	return cells, used
}

type unit bool

const (
	withUnit    unit = true
	withoutUnit unit = false
)

func fieldText(message protoreflect.Message, field protoreflect.FieldDescriptor, unit unit) string {
	if field.IsMap() {
		return fmt.Sprintf("%d entries", message.Get(field).Map().Len())
	}
	if field.IsList() {
		list := message.Get(field).List()
		texts := make([]string, list.Len())
		for i := range texts {
			texts[i] = valueText(field, list.Get(i), unit)
		}
		return strings.Join(texts, ", ")
	}
	if isFen(field) && noLimit[message.Descriptor().FullName()] && message.Get(field).Uint() == 0 {
		return "no limit"
	}
	return valueText(field, message.Get(field), unit)
}

func valueText(field protoreflect.FieldDescriptor, value protoreflect.Value, unit unit) string {
	switch {
	case isFen(field):
		text := currencytypes.Fen(value.Uint()).String()
		if unit == withoutUnit {
			text = strings.TrimSuffix(text, " yuan")
		}
		return text
	case field.Kind() == protoreflect.EnumKind:
		return enumText(field.Enum(), value.Enum())
	case field.Kind() == protoreflect.BytesKind:
		return bytesText(value.Bytes())
	case field.Kind() == protoreflect.BoolKind:
		if value.Bool() {
			return "yes"
		}
		return ""
	case isTimestamp(field):
		return timeText(value.Message())
	case isDuration(field):
		return durationText(value.Message())
	case isMoney(field):
		return moneyText(value.Message())
	default:
		return value.String()
	}
}

// enumText drops the prefix that protobuf style demands: MEMBER_STATUS_ACTIVE is active. Roman numerals stay capital.
func enumText(enum protoreflect.EnumDescriptor, number protoreflect.EnumNumber) string {
	if number == 0 {
		return ""
	}
	value := enum.Values().ByNumber(number)
	if value == nil {
		return strconv.Itoa(int(number))
	}
	name := strings.TrimPrefix(string(value.Name()), enumPrefix(enum))
	if strings.Trim(name, "IVX") == "" {
		return name
	}
	return strings.ReplaceAll(strings.ToLower(name), "_", "-")
}

// enumPrefix is what the name of the zero value has before UNSPECIFIED.
func enumPrefix(enum protoreflect.EnumDescriptor) string {
	zero := enum.Values().ByNumber(0)
	if zero == nil {
		return ""
	}
	prefix, found := strings.CutSuffix(string(zero.Name()), "UNSPECIFIED")
	if !found {
		return ""
	}
	return prefix
}

func bytesText(value []byte) string {
	if len(value) <= maxBytesShown {
		return hex.EncodeToString(value)
	}
	return fmt.Sprintf("%x… (%d bytes)", value[:maxBytesShown/2], len(value))
}

func timeText(message protoreflect.Message) string {
	fields := message.Descriptor().Fields()
	seconds, nanos := message.Get(fields.ByName("seconds")).Int(), message.Get(fields.ByName("nanos")).Int()
	moment := time.Unix(seconds, nanos).UTC()
	if moment.IsZero() || seconds == 0 {
		return ""
	}
	return moment.In(beijing).Format(timeFormat)
}

func durationText(message protoreflect.Message) string {
	fields := message.Descriptor().Fields()
	seconds, nanos := message.Get(fields.ByName("seconds")).Int(), message.Get(fields.ByName("nanos")).Int()
	return (time.Duration(seconds)*time.Second + time.Duration(nanos)).String()
}

func title(field protoreflect.FieldDescriptor) string {
	return strings.ReplaceAll(strings.TrimSuffix(string(field.Name()), fenSuffix), "_", " ")
}

func columnTitle(field protoreflect.FieldDescriptor) string {
	if isFen(field) {
		return title(field) + " (yuan)"
	}
	return title(field)
}

func isFen(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.Uint64Kind && strings.HasSuffix(string(field.Name()), fenSuffix)
}

// isMessage reports whether the field has fields of its own to show.
func isMessage(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind && !field.IsMap() && !isTimestamp(field) && !isDuration(field) && !isMoney(field)
}

func isTimestamp(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind && field.Message().FullName() == "google.protobuf.Timestamp"
}

func isDuration(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind && field.Message().FullName() == "google.protobuf.Duration"
}

func isMoney(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind && field.Message().FullName() == moneyMessage
}

func isAny(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind && field.Message().FullName() == "google.protobuf.Any"
}

func isPagination(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.MessageKind &&
		field.Message().FullName() == "cosmos.base.query.v1beta1.PageResponse"
}
