import { createRoot } from 'react-dom/client';
import { Console } from './app/console.tsx';
import './app/console.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Console />);
