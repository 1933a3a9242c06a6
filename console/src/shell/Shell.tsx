import { useQuery } from '@tanstack/react-query';
import { BarChart3, Monitor, Moon, PanelLeftClose, PanelLeftOpen, Sun, UtensilsCrossed } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { NavLink } from 'react-router';
import { demo } from '../api';
import './shell.css';
import { setTheme, useTheme, type Theme } from './theme';

interface Props {
  /** Where I am, from the general to the particular. */
  trail: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

export function Shell({ trail, aside, children }: Props) {
  const [closed, setClosed] = useState(false);
  return (
    <div className={closed ? 'shell closed' : 'shell'}>
      <a className="skip" href="#content">
        Skip to content
      </a>
      <Navigation closed={closed} onToggle={() => setClosed(!closed)} />
      <header className="top">
        <nav className="trail" aria-label="Where you are">
          {trail}
        </nav>
        <div className="top-aside">
          {aside}
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** In the order of the way of an event. Only what is there is shown. */
function Navigation({ closed, onToggle }: { closed: boolean; onToggle: () => void }) {
  const { data: menu } = useQuery({ queryKey: ['demo'], queryFn: demo, retry: false, staleTime: Infinity });
  return (
    <nav className="side" aria-label="Main">
      <div className="brand">
        <img src="/_/console/mark.svg" alt="" width={24} height={24} />
        <span className="label">Millrace</span>
      </div>
      <ul>
        {menu !== undefined && (
          <li>
            <span className="group label">Ingest</span>
            <NavLink to="/_/demo" className="entry" aria-label="Restaurant menu">
              <UtensilsCrossed size={16} aria-hidden />
              <span className="label">Restaurant menu</span>
            </NavLink>
          </li>
        )}
        <li>
          <span className="group label">Visualise</span>
          <NavLink to="/_/console" className="entry" aria-label="Dashboards">
            <BarChart3 size={16} aria-hidden />
            <span className="label">Dashboards</span>
          </NavLink>
        </li>
      </ul>
      <button type="button" className="entry toggle" onClick={onToggle} aria-expanded={!closed} aria-label="Navigation">
        {closed ? <PanelLeftOpen size={16} aria-hidden /> : <PanelLeftClose size={16} aria-hidden />}
        <span className="label">Collapse</span>
      </button>
    </nav>
  );
}

const THEMES: { id: Theme; label: string; icon: typeof Sun }[] = [
  { id: 'system', label: 'As the system', icon: Monitor },
  { id: 'light', label: 'Light', icon: Sun },
  { id: 'dark', label: 'Dark', icon: Moon },
];

function ThemeSwitch() {
  const theme = useTheme();
  const Icon = THEMES.find(({ id }) => id === theme)?.icon ?? Monitor;
  return (
    <MenuTrigger>
      <Button className="button quiet icon" aria-label="Theme">
        <Icon size={16} aria-hidden />
      </Button>
      <Popover placement="bottom end" offset={4}>
        <Menu
          className="menu"
          selectionMode="single"
          selectedKeys={[theme]}
          onAction={(key) => setTheme(key as Theme)}
          aria-label="Theme"
        >
          {THEMES.map(({ id, label, icon: Each }) => (
            <MenuItem key={id} id={id} textValue={label}>
              <Each size={16} aria-hidden />
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
