def fine():
    return 1

def broken(:
    x = = 2

class After:
    def method(self):
        return fine()
