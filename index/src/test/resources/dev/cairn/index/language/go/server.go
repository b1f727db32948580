// Copyright nobody.

// Package server answers requests.
// It has two lines.
package server

import "fmt"

import (
	"net/http"
	str "strings"
	. "math"
	_ "embed"
)

// MaxConnections is a limit.
const MaxConnections = 10

const (
	first = iota
	Second
)

var ErrClosed, errOther = errors.New("closed"), errors.New("other")

var (
	counter int
)

// Server is a server.
//
// It is generic.
type Server[T any, K comparable] struct {
	*http.Server
	Handler
	sync.Mutex
	Name, addr string `json:"name"`
	inner struct {
		Depth int
	}
}

// Handler handles.
type Handler interface {
	io.Reader
	// Handle handles one request.
	Handle(r *http.Request) (int, error)
	private()
}

type (
	// ID identifies.
	ID int
	alias = map[string]ID
)

type Callback func(ID) error

// Start starts it.
func (s *Server[T, K]) Start(addr string) (err error) {
	defer s.close()
	go func() { fmt.Println(str.ToUpper(addr)) }()
	return s.Server.ListenAndServe()
}

func (s Server[T, K]) close() {}

// not documentation

func (Größe) Wachse() Größe { return Größe{} }

func New[T any, K comparable](name string) *Server[T, K] {
	return &Server[T, K]{Name: name}
}
