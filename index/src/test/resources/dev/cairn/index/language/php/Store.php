<?php
namespace Shop\Core;

use Shop\Model\Item;
use Shop\Io\{Reader, Writer as Output};
require_once 'helpers.php';

const LIMIT = 10;

/** What can be sold. */
interface Priced { public function price(): int; }

trait Counts {
    protected int $count = 0;
}

enum Payment: string {
    case Cash = 'c';
    case Card = 'k';
}

/**
 * A store.
 */
#[Entity]
final class Store extends Place implements Priced {
    use Counts;
    public const MAX = 5;
    private static $instance, $spare;

    public function __construct(private string $name, int $seed = 0) {
        $this->count = max($seed, self::MAX);
    }

    /** Sums. */
    #[Pure]
    public function price(): int {
        $item = new Item($this->name);
        return $item->price() + Store::total($item);
    }

    private static function total(Item $item): int { return LIMIT; }
}

function helper(?Store $store): Output {
    return \strlen($store->price());
}
