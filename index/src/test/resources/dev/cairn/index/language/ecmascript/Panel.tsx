import React, { useState } from 'react';
import type { Props } from './props';

/** Shows a panel. */
export const Panel: React.FC<Props> = ({ title, children }) => {
    const [open, setOpen] = useState<boolean>(false);
    return (
        <section onClick={() => setOpen(!open)}>
            <Title text={title} />
            {open && <Body.Content>{children}</Body.Content>}
        </section>
    );
};

export default function App(): JSX.Element {
    return <Panel title="Größe" />;
}
