package broken;

public class Broken {
    int before = 1;

    void unfinished( {
        call(;
    }

    void after() {
        int x = ;
        use(x);
    }
