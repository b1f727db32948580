#!/usr/bin/env ruby
require 'set'
require_relative 'model/item'

# Sells things.
module Shop
  LIMIT = 10

  # A store.
  # Of items.
  class Store < Base::Place
    attr_reader :name, :items
    include Comparable

    def initialize(name, limit = LIMIT, *rest, &block)
      @name = name
      @items = Set.new
    end

    # Adds an item.
    def add(item)
      total = items.size + 1
      raise Full.new(total) if total > LIMIT
      @items.add(item)
    end

    def self.open(name) = new(name)

    private def secret; end

    alias push add
  end

  class Store::Full < StandardError
  end
end

def helper
  Shop::Store.open('a').add(1)
end
